package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.DelegatedRole;
import dev.updatecenter.capability.tuf.InMemoryMetadataStore;
import dev.updatecenter.capability.tuf.Metadata;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.Targets;
import dev.updatecenter.capability.tuf.TrustedMetadataSet;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Walks a product's metadata from the trusted root to the last delegated role. A role that fails a
 * check is told, and the walk goes on beside it. Expiry is left to {@link ExpiryAudit}: what has
 * expired is verified all the same.
 */
final class MetadataAudit {
  private static final Set<String> UNSIGNED_KINDS = Set.of("file", "ppkg");

  private final AuditPlace place;
  private final ProductName product;
  private final AuditFindings findings;
  private final ExpiryAudit expiry;
  private final List<ProductAudit.Role> lines = new ArrayList<>();
  private final Map<RoleName, Targets> roles = new LinkedHashMap<>();
  private final Map<String, TargetFile> found = new LinkedHashMap<>();
  private final Map<BlobName, NamedObject> objects = new LinkedHashMap<>();
  private BlobName last;

  MetadataAudit(AuditPlace place, ProductName product, Instant at, AuditFindings findings) {
    this.place = place;
    this.product = product;
    this.findings = findings;
    this.expiry = new ExpiryAudit(at, findings);
    this.last = ReleaseLayout.metadata(product);
  }

  /** What could be verified, by any trusted root of the product. */
  ProductView view(byte[] root) {
    TufClient client =
        new TufClient(
            root,
            new InMemoryMetadataStore(),
            this::fetch,
            Clock.fixed(Instant.MIN, ZoneOffset.UTC));
    if (tried(client::refresh)) {
      walk(client);
    }
    return new ProductView(product, lines, roles, found, objects);
  }

  /** A step that a file may fail. */
  private interface Step {
    void run() throws IOException, TufVerificationException;
  }

  private boolean tried(Step step) {
    try {
      step.run();
      return true;
    } catch (TufVerificationException e) {
      findings.refuse(last, e);
    } catch (MetadataNotFoundException e) {
      findings.missing(last, "the metadata of " + product);
    } catch (IOException e) {
      findings.unreachable(last, e);
    } catch (UpdateCenterException e) {
      findings.unreachable(last, e);
    }
    return false;
  }

  private byte[] fetch(String file, int max) throws IOException {
    last = ReleaseLayout.metadata(product, file);
    byte[] bytes =
        place.reader().read(last, max).orElseThrow(() -> new MetadataNotFoundException(file));
    if (!file.equals(RoleName.TIMESTAMP.fileName())) {
      objects.put(last, NamedObject.of(last, bytes, "the metadata of " + product));
    }
    return bytes;
  }

  private void walk(TufClient client) {
    TrustedMetadataSet set = client.trusted();
    line(RoleName.ROOT, set.root());
    line(RoleName.TIMESTAMP, set.timestamp().orElseThrow());
    line(RoleName.SNAPSHOT, set.snapshot().orElseThrow());
    take(RoleName.TARGETS, set.targets(RoleName.TARGETS).orElseThrow(), Optional.empty());
    Set<RoleName> led = new TreeSet<>(Set.of(RoleName.TARGETS));
    Deque<RoleName> open = new ArrayDeque<>(led);
    while (!open.isEmpty()) {
      RoleName from = open.remove();
      Targets delegator = roles.get(from);
      List<DelegatedRole> below = delegator == null ? List.of() : delegator.delegations().roles();
      for (DelegatedRole to : below) {
        if (led.add(to.name()) && tried(() -> visit(client, to, from))) {
          open.add(to.name());
        }
      }
    }
    unled(set, led);
  }

  private void visit(TufClient client, DelegatedRole to, RoleName from)
      throws IOException, TufVerificationException {
    take(to.name(), client.role(to.name(), from), Optional.of(to));
  }

  /** Listed by the snapshot, so it was signed, but nobody delegates to it. */
  private void unled(TrustedMetadataSet set, Set<RoleName> led) {
    for (RoleName role : set.snapshot().orElseThrow().meta().keySet()) {
      if (!led.contains(role)) {
        findings.warn(
            Finding.warning(
                    "UC5157",
                    ReleaseLayout.metadata(product, "snapshot.json").value(),
                    "it lists role " + role + ", to which no role delegates")
                .because("no device ever looks into it"));
      }
    }
  }

  private void line(RoleName role, Metadata metadata) {
    int targets = metadata instanceof Targets t ? t.targets().size() : 0;
    lines.add(
        new ProductAudit.Role(
            role.value(), metadata.version().value(), metadata.expires(), targets));
    expiry.judge(
        ReleaseLayout.metadata(product, role.fileName(metadata.version())),
        role,
        metadata.expires());
  }

  private void take(RoleName role, Targets targets, Optional<DelegatedRole> by) {
    line(role, targets);
    roles.put(role, targets);
    String file = ReleaseLayout.metadata(product, role.fileName(targets.version())).value();
    targets
        .targets()
        .forEach(
            (path, target) -> {
              // A release's role also lists what a newer release's role is searched for.
              if (by.map(delegated -> delegated.covers(path)).orElse(true)) {
                found.putIfAbsent(path, target);
              }
              named(path, target, file);
            });
  }

  private void named(String path, TargetFile target, String file) {
    try {
      BlobName blob = ReleaseLayout.content(path, target.sha256());
      List<ContentDigest> signers = signers(path, target, file);
      boolean thirdParty = Boolean.TRUE.equals(target.custom().get("thirdParty"));
      NamedObject object =
          new NamedObject(blob, target.length(), target.sha256(), file, signers, thirdParty);
      NamedObject before = objects.putIfAbsent(blob, object);
      if (before != null && before.length() != object.length()) {
        findings.refuse(
            Finding.error(
                "UC5141",
                blob.value(),
                before.namedBy()
                    + " gives it "
                    + before.length()
                    + " bytes, "
                    + file
                    + " "
                    + object.length()));
      }
    } catch (IllegalArgumentException e) {
      findings.refuse(Finding.error("UC5141", file, "it names what no file can be: " + path));
    }
  }

  private List<ContentDigest> signers(String path, TargetFile target, String file) {
    List<ContentDigest> signers = new ArrayList<>();
    if (target.custom().get("signers") instanceof List<?> names) {
      names.forEach(name -> signers.add(ContentDigest.ofHex(String.valueOf(name))));
    }
    String kind = String.valueOf(target.custom().getOrDefault("kind", ""));
    if (path.startsWith("packages/") && signers.isEmpty() && !UNSIGNED_KINDS.contains(kind)) {
      findings.refuse(
          Finding.error("UC5148", file, "it names no signer of " + path)
              .because("devices take no package of kind '" + kind + "' that nobody signed"));
    }
    return signers;
  }
}
