package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.Snapshot;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.EdgeFreshness;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.upkeep.LiveMetadata;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Audits everything live of a store or behind an edge. */
public final class StoreAudit {
  private static final int MAX_ROOT = 512_000;

  private final AuditPlace place;
  private final Function<ProductName, Optional<byte[]>> roots;
  private final Optional<SignatureAudit> signatures;
  private final Clock clock;
  private final Progress progress;

  /**
   * Audits a place.
   *
   * @param roots what is trusted; where there is none for a product, its first root is believed
   *     (UC5151)
   * @param signatures judges packages; empty to leave their signatures alone
   */
  public StoreAudit(
      AuditPlace place,
      Function<ProductName, Optional<byte[]>> roots,
      Optional<SignatureAudit> signatures,
      Clock clock,
      Progress progress) {
    this.place = place;
    this.roots = roots;
    this.signatures = signatures;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Audits.
   *
   * @param named the products to look for
   * @param alone whether to leave alone what the place lists beside them
   */
  public AuditReport run(Collection<ProductName> named, boolean alone) {
    AuditFindings findings = new AuditFindings();
    NavigableSet<ProductName> products = new TreeSet<>(named);
    List<ProductName> listed = place.products();
    if (!alone) {
      products.addAll(listed);
    }
    if (products.isEmpty()) {
      findings.add(ExitCode.NOT_FOUND, empty());
    }
    Instant begun = clock.instant();
    // What nothing names is known only where all that name something are read.
    Optional<BlobStore> whole = place.store().filter(store -> products.containsAll(listed));
    HintAudit hints = new HintAudit(place.reader(), whole, findings);
    List<ProductView> views = new ArrayList<>();
    Map<ProductName, Set<HardwareTarget>> hardware = new TreeMap<>();
    Map<BlobName, NamedObject> objects = new LinkedHashMap<>();
    for (ProductName product : products) {
      ProductView view = view(product, findings);
      views.add(view);
      objects.putAll(view.objects());
      hardware.put(product, new DocumentAudit(place, findings).check(view));
    }
    new ObjectAudit(place, signatures, findings, progress).check(objects.values());
    hints.check(hardware);
    whole.ifPresent(
        store ->
            new ListingAudit(store, begun, findings)
                .check(objects.keySet(), numbers(views), each -> numbers(each, findings)));
    return new AuditReport(
        views.stream().map(ProductView::audit).toList(), findings.list(), findings.exit());
  }

  private static Finding empty() {
    return Finding.error("UC5156", "products", "there is no product here")
        .because("a published tree has products/<product>/metadata/")
        .fixedBy("check the address");
  }

  private ProductView view(ProductName product, AuditFindings findings) {
    BlobName first = ReleaseLayout.metadata(product, "1.root.json");
    try {
      Optional<byte[]> root = root(product);
      if (roots.apply(product).isEmpty()) {
        findings.warn(
            Finding.warning("UC5151", first.value(), "it is trusted because it is the first")
                .because("whoever can write to the store could have put another one there")
                .fixedBy("name the root that devices were given with --root"));
      }
      if (root.isPresent()) {
        return view(product, root.get(), findings);
      }
      findings.missing(first, "every device of " + product);
    } catch (UpdateCenterException e) {
      findings.unreachable(first, e);
    }
    return new ProductView(product, List.of(), Map.of(), Map.of(), Map.of());
  }

  private Optional<byte[]> root(ProductName product) {
    return roots
        .apply(product)
        .or(() -> place.reader().read(ReleaseLayout.metadata(product, "1.root.json"), MAX_ROOT));
  }

  private ProductView view(ProductName product, byte[] root, AuditFindings findings) {
    Instant at = clock.instant();
    freshness(product, findings);
    Map<BlobName, NamedObject> chain = new RootAudit(place.reader(), findings).check(product, root);
    return new MetadataAudit(place, product, at, findings).view(root).with(chain);
  }

  private void freshness(ProductName product, AuditFindings findings) {
    BlobName timestamp = ReleaseLayout.metadata(product, "timestamp.json");
    place
        .reader()
        .read(timestamp, RoleName.TIMESTAMP.maxBytes())
        .flatMap(live -> new EdgeFreshness(place.edge()).delay(timestamp, live))
        .ifPresent(finding -> findings.add(ExitCode.FINDINGS, finding.weighing(Severity.ERROR)));
  }

  private static Map<ProductName, Map<RoleName, Long>> numbers(List<ProductView> views) {
    Map<ProductName, Map<RoleName, Long>> live = new TreeMap<>();
    for (ProductView view : views) {
      Map<RoleName, Long> numbers = new HashMap<>();
      view.lines().forEach(line -> numbers.put(new RoleName(line.name()), line.version()));
      live.put(view.product(), numbers);
    }
    return live;
  }

  /** What is live now, verified. */
  private Map<RoleName, Long> numbers(ProductName product, AuditFindings findings) {
    BlobName timestamp = ReleaseLayout.metadata(product, "timestamp.json");
    Map<RoleName, Long> numbers = new HashMap<>();
    try {
      Optional<byte[]> root = root(product);
      if (root.isPresent()) {
        Snapshot live = LiveMetadata.snapshot(product, root.get(), place.reader());
        numbers.put(RoleName.SNAPSHOT, live.version().value());
        live.meta().forEach((role, file) -> numbers.put(role, file.version().value()));
      }
    } catch (TufVerificationException e) {
      findings.refuse(timestamp, e);
    } catch (IOException e) {
      findings.missing(timestamp, "the metadata of " + product);
    } catch (UpdateCenterException e) {
      findings.unreachable(timestamp, e);
    }
    return numbers;
  }
}
