package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.upkeep.MetadataName;
import dev.updatecenter.stage.upkeep.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What only a listing shows: files that nothing names, names that are none of the layout, numbers
 * that are missing, and numbered files that say they are another number.
 */
final class ListingAudit {
  private static final Pattern LAYOUT =
      Pattern.compile(
          "content/packages/([0-9a-f]{16})/\\1[0-9a-f]{48}\\.[A-Za-z0-9][A-Za-z0-9._-]{0,127}"
              + "|content/[A-Za-z][A-Za-z0-9._-]{0,63}/offers/[0-9a-f]{64}\\.[^/]+\\.json"
              + "|content/[A-Za-z][A-Za-z0-9._-]{0,63}/[0-9a-f]{64}\\.rollout\\.json"
              + "|hardware/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.json");

  private static final int THREADS = 8;

  private final BlobStore store;
  private final AuditFindings findings;
  private final Map<ProductName, Map<RoleName, SortedSet<Long>>> numbers = new TreeMap<>();
  private long orphans;
  private long orphanBytes;

  ListingAudit(BlobStore store, AuditFindings findings) {
    this.store = store;
    this.findings = findings;
  }

  /** The products that a store lists. */
  static List<ProductName> products(BlobStore store) {
    TreeSet<ProductName> products = new TreeSet<>();
    try (Stream<ListedBlob> blobs = store.list("products/")) {
      blobs.forEach(
          blob -> MetadataName.parse(blob.name()).ifPresent(name -> products.add(name.product())));
    }
    return List.copyOf(products);
  }

  /**
   * Goes through the whole store.
   *
   * @param named whatever live metadata of all products consists of or names
   * @param live the number of each live role
   */
  void check(Set<BlobName> named, Map<ProductName, Map<RoleName, Long>> live) {
    List<MetadataName> numbered = new ArrayList<>();
    try (Stream<ListedBlob> blobs = store.list("")) {
      blobs.forEach(blob -> look(blob, named, numbered));
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
        (product, roles) ->
            roles.forEach(
                (role, those) -> gaps(product, role, those, live.getOrDefault(product, Map.of()))));
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
              if (!LAYOUT.matcher(blob.name().value()).matches()) {
                findings.warn(
                    Finding.warning(
                            "UC5153", blob.name().value(), "it has no place in what is published")
                        .because("no device asks for it; somebody else writes to the store")
                        .fixedBy("find out who put it there, and take it away"));
              } else if (blob.name().value().startsWith("content/")
                  && !named.contains(blob.name())) {
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
      byte[] bytes = store.read(blob, RoleName.TARGETS.maxBytes()).orElse(new byte[0]);
      what =
          Json.read(bytes, blob.value())
              .at("signed", "version")
              .flatMap(Node::integer)
              .filter(version -> version == name.number())
              .map(version -> "")
              .orElse("it says that it is another version");
    } catch (MalformedDocumentException e) {
      what = String.valueOf(e.getMessage());
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
          gap(
              ReleaseLayout.metadata(
                  product,
                  role.fileName(new dev.updatecenter.capability.tuf.MetadataVersion(number))),
              chained);
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
              .because("a publisher died before its timestamp, or an old timestamp was put back")
              .fixedBy("look into the audit log which timestamp was signed last"));
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
      findings.refuse(finding.weighing(dev.updatecenter.kernel.core.Severity.ERROR));
    } else {
      findings.warn(finding);
    }
  }
}
