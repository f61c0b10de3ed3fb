package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.upkeep.MetadataName;
import dev.updatecenter.stage.upkeep.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What only a listing shows: files that nothing names, names that are none of the layout, numbers
 * that are missing, and numbered files that say they are another number.
 */
final class ListingAudit {
  private static final Pattern LAYOUT =
      Pattern.compile(
          "content/[A-Za-z][A-Za-z0-9._-]{0,63}/offers/[0-9a-f]{64}\\.[^/]+\\.json"
              + "|content/[A-Za-z][A-Za-z0-9._-]{0,63}/[0-9a-f]{64}\\.rollout\\.json"
              + "|hardware/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.json");

  private static final int THREADS = 8;

  private final BlobStore store;
  private final Instant begun;
  private final AuditFindings findings;
  private final Map<ProductName, Map<RoleName, SortedSet<Long>>> numbers = new TreeMap<>();
  private long orphans;
  private long orphanBytes;

  /**
   * Lists a store.
   *
   * @param begun when the audit began: what was written since may be named by now
   */
  ListingAudit(BlobStore store, Instant begun, AuditFindings findings) {
    this.store = store;
    this.begun = begun;
    this.findings = findings;
  }

  /**
   * Goes through the whole store.
   *
   * @param named whatever live metadata of all products consists of or names
   * @param live the number of each live role, as it was when the audit began
   * @param now the same of a product, asked again: what a publisher did meanwhile is not what a
   *     dead one left
   */
  void check(
      Set<BlobName> named,
      Map<ProductName, Map<RoleName, Long>> live,
      Function<ProductName, Map<RoleName, Long>> now) {
    List<MetadataName> numbered = new ArrayList<>();
    try (Stream<ListedBlob> blobs = store.list("")) {
      blobs.forEach(blob -> look(blob, named, numbered));
    } catch (UpdateCenterException e) {
      findings.unreachable("content", e);
      return;
    }
    if (orphans > 0) {
      findings.warn(
          Finding.note(
                  "UC5152",
                  "content",
                  orphans + " files (" + orphanBytes + " bytes) are named by no live metadata")
              .fixedBy("ducctl repo gc deletes what is past its time"));
    }
    new Together(THREADS).map(numbered, this::itself);
    numbers.forEach(
        (product, roles) -> {
          Map<RoleName, Long> known = live.getOrDefault(product, Map.of());
          Map<RoleName, Long> current =
              known.entrySet().stream().anyMatch(e -> isBelow(e.getValue(), roles.get(e.getKey())))
                  ? now.apply(product)
                  : known;
          roles.forEach((role, those) -> gaps(product, role, those, current));
        });
  }

  private static boolean isBelow(long number, @Nullable SortedSet<Long> those) {
    return those != null && number < those.last();
  }

  private void look(ListedBlob blob, Set<BlobName> named, List<MetadataName> numbered) {
    MetadataName.parse(blob.name())
        .ifPresentOrElse(
            name -> {
              if (name.number() > 0) {
                numbered.add(name);
                numbers
                    .computeIfAbsent(name.product(), p -> new TreeMap<>())
                    .computeIfAbsent(name.role(), r -> new TreeSet<>())
                    .add(name.number());
              }
            },
            () -> {
              if (!ReleaseLayout.isPackage(blob.name())
                  && !LAYOUT.matcher(blob.name().value()).matches()) {
                findings.warn(
                    Finding.warning(
                            "UC5153", blob.name().value(), "it has no place in what is published")
                        .because("no device asks for it; somebody else writes to the store")
                        .fixedBy("find out who put it there, and take it away"));
              } else if (blob.name().value().startsWith("content/")
                  && !named.contains(blob.name())
                  && !blob.modified().isAfter(begun)) {
                orphans++;
                orphanBytes += blob.length();
              }
            });
  }

  /** Whether a numbered file says that it is the number that it is called. */
  private MetadataName itself(MetadataName name) {
    BlobName blob = ReleaseLayout.metadata(name.product(), name.fileName());
    String what;
    try {
      Optional<byte[]> bytes = store.read(blob, RoleName.TARGETS.maxBytes());
      if (bytes.isEmpty()) {
        return name; // collected since it was listed
      }
      what =
          Json.read(bytes.get(), blob.value())
              .at("signed", "version")
              .flatMap(Node::integer)
              .filter(version -> version == name.number())
              .map(version -> "")
              .orElse("it says that it is another version");
    } catch (MalformedDocumentException e) {
      what = String.valueOf(e.getMessage());
    } catch (UpdateCenterException e) {
      findings.unreachable(blob.value(), e);
      return name;
    }
    if (!what.isEmpty()) {
      findings.warn(
          Finding.warning("UC5154", blob.value(), what)
              .because("the history of what was published is not whole"));
    }
    return name;
  }

  private void gaps(
      ProductName product, RoleName role, SortedSet<Long> those, Map<RoleName, Long> live) {
    boolean chained = role.equals(RoleName.ROOT);
    if (chained || role.equals(RoleName.SNAPSHOT)) {
      long first = chained ? 1 : those.first();
      for (long number = first; number < those.last(); number++) {
        if (!those.contains(number)) {
          gap(ReleaseLayout.metadata(product, role.fileName(new MetadataVersion(number))), chained);
        }
      }
    }
    Long current = live.get(role);
    if (current != null && those.last() > current) {
      findings.warn(
          Finding.warning(
                  "UC5158",
                  ReleaseLayout.metadata(product, those.last() + "." + role.fileName()).value(),
                  "its number is higher than " + current + ", which is live")
              .because(
                  "a publisher is at work, or died before its timestamp, or an old timestamp was"
                      + " put back")
              .fixedBy("where it stays, look into the audit log which timestamp was signed last"));
    }
  }

  private void gap(BlobName file, boolean chained) {
    Finding finding =
        Finding.warning("UC5154", file.value(), "it is missing between its neighbours")
            .because(
                chained
                    ? "devices that trust an older root cannot follow"
                    : "nobody knows what was named then, so repo gc refuses");
    if (chained) {
      findings.refuse(finding.weighing(Severity.ERROR));
    } else {
      findings.warn(finding);
    }
  }
}
