package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.publishing.EdgeFreshness;
import dev.updatecenter.stage.publishing.ReleaseLayout;
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
   * @param named the products to look for; those that the place lists are added
   */
  public AuditReport run(Collection<ProductName> named) {
    AuditFindings findings = new AuditFindings();
    NavigableSet<ProductName> products = new TreeSet<>(named);
    place.store().map(ListingAudit::products).ifPresent(products::addAll);
    if (products.isEmpty()) {
      findings.add(
          ExitCode.NOT_FOUND,
          Finding.error("UC5156", "products", "there is no product here")
              .because("a published tree has products/<product>/metadata/")
              .fixedBy("check the address"));
    }
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
    new HintAudit(place, findings).check(hardware);
    place.store().ifPresent(store -> listing(store, views, objects.keySet(), findings));
    return new AuditReport(
        views.stream().map(ProductView::audit).toList(), findings.list(), findings.exit());
  }

  private ProductView view(ProductName product, AuditFindings findings) {
    Instant at = clock.instant();
    BlobName first = ReleaseLayout.metadata(product, "1.root.json");
    Optional<byte[]> root = roots.apply(product);
    if (root.isEmpty()) {
      root = place.reader().read(first, MAX_ROOT);
      findings.warn(
          Finding.warning("UC5151", first.value(), "it is trusted because it is the first")
              .because("whoever can write to the store could have put another one there")
              .fixedBy("name the root that devices were given with --root"));
    }
    if (root.isEmpty()) {
      findings.missing(first, "every device of " + product);
      return new ProductView(product, List.of(), Map.of(), Map.of(), Map.of());
    }
    freshness(product, findings);
    Map<BlobName, NamedObject> chain =
        new RootAudit(place.reader(), findings).check(product, root.get());
    return new MetadataAudit(place, product, at, findings).view(root.get()).with(chain);
  }

  private void freshness(ProductName product, AuditFindings findings) {
    BlobName timestamp = ReleaseLayout.metadata(product, "timestamp.json");
    place
        .reader()
        .read(timestamp, RoleName.TIMESTAMP.maxBytes())
        .flatMap(live -> new EdgeFreshness(place.edge()).delay(timestamp, live))
        .ifPresent(finding -> findings.add(ExitCode.FINDINGS, finding.weighing(Severity.ERROR)));
  }

  private static void listing(
      BlobStore store, List<ProductView> views, Set<BlobName> named, AuditFindings findings) {
    Map<ProductName, Map<RoleName, Long>> live = new TreeMap<>();
    for (ProductView view : views) {
      Map<RoleName, Long> numbers = new HashMap<>();
      view.lines().forEach(line -> numbers.put(new RoleName(line.name()), line.version()));
      live.put(view.product(), numbers);
    }
    new ListingAudit(store, findings).check(named, live);
  }
}
