package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.OfferPackage;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether a product's live offers and its rollout can be read, belong together, and name packages
 * as the role {@code packages} does.
 */
final class DocumentAudit {
  private static final int MAX_DOCUMENT = 5_000_000;
  private static final String RING = "ring-";

  private final AuditPlace place;
  private final AuditFindings findings;

  DocumentAudit(AuditPlace place, AuditFindings findings) {
    this.place = place;
    this.findings = findings;
  }

  /** A live offer. */
  private record Live(BlobName file, ContentDigest sha256, Optional<Offer> offer) {}

  /**
   * Reads what is live.
   *
   * @return the devices that offers are for
   */
  Set<HardwareTarget> check(ProductView product) {
    Map<RingName, Live> offers = new TreeMap<>();
    Set<HardwareTarget> hardware = new HashSet<>();
    product
        .roles()
        .forEach(
            (role, targets) -> {
              if (role.value().startsWith(RING)) {
                ring(role)
                    .flatMap(ring -> offer(product, ring, targets.targets()))
                    .ifPresent(live -> offers.put(ring(role).orElseThrow(), live));
              }
            });
    offers
        .values()
        .forEach(
            live ->
                live.offer()
                    .ifPresent(
                        offer -> {
                          hardware.addAll(offer.hardware());
                          packages(product, live.file(), offer);
                        }));
    rollout(product, offers);
    return hardware;
  }

  private static Optional<RingName> ring(RoleName role) {
    try {
      return Optional.of(new RingName(role.value().substring(RING.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Live> offer(
      ProductView product, RingName ring, Map<String, TargetFile> targets) {
    TargetFile target = targets.get(ReleaseLayout.offerTarget(product.product(), ring));
    if (target == null) {
      return Optional.empty();
    }
    BlobName file =
        ReleaseLayout.content(ReleaseLayout.offerTarget(product.product(), ring), target.sha256());
    Optional<Offer> read = read(file, bytes -> Offer.read(bytes, file.value()));
    read.filter(o -> !o.product().equals(product.product()) || !o.ring().equals(ring))
        .ifPresent(o -> malformed(file, "it is for " + o.product() + ", ring " + o.ring()));
    return Optional.of(new Live(file, target.sha256(), read));
  }

  /** Reads a document. */
  private interface Reading<T> {
    T from(byte[] bytes) throws MalformedDocumentException;
  }

  /** What is missing or damaged is told by {@link ObjectAudit}. */
  private <T> Optional<T> read(BlobName file, Reading<T> reading) {
    try {
      Optional<byte[]> bytes = place.reader().read(file, MAX_DOCUMENT);
      return bytes.isEmpty() ? Optional.empty() : Optional.of(reading.from(bytes.get()));
    } catch (MalformedDocumentException e) {
      malformed(file, String.valueOf(e.getMessage()));
    } catch (UpdateCenterException e) {
      findings.unreachable(file, e);
    }
    return Optional.empty();
  }

  private void malformed(BlobName file, String what) {
    findings.refuse(
        Finding.error("UC5144", file.value(), what)
            .because("devices of the ring take nothing")
            .fixedBy("run 'ducctl advance', which writes offers and the rollout anew"));
  }

  private void packages(ProductView product, BlobName file, Offer offer) {
    for (OfferRelease release : offer.releases()) {
      for (OfferPackage each : release.packages()) {
        TargetFile target = product.found().get(each.target());
        if (target == null) {
          differs(file, "no role that devices find lists " + each.target());
        } else {
          compare(file, each, target);
        }
      }
    }
  }

  private void compare(BlobName file, OfferPackage offered, TargetFile target) {
    same(file, offered, "kind", offered.kind(), target.custom().get("kind"));
    same(file, offered, "identity", offered.identity(), target.custom().get("identity"));
    String version = offered.version().toString();
    same(file, offered, "version", version, target.custom().get("version"));
    same(file, offered, "length", offered.length(), target.length());
    same(file, offered, "sha256", offered.sha256(), target.sha256());
  }

  private void same(
      BlobName file,
      OfferPackage offered,
      String field,
      Object is,
      @org.jspecify.annotations.Nullable Object must) {
    if (!String.valueOf(is).equals(String.valueOf(must))) {
      String what = field + " of " + offered.target() + " is " + is + ", its role says " + must;
      differs(file, ObjectAudit.printable(what));
    }
  }

  private void differs(BlobName file, String what) {
    findings.refuse(
        Finding.error("UC5145", file.value(), what)
            .because("devices refuse an offer that says another thing than the role packages"));
  }

  private void rollout(ProductView product, Map<RingName, Live> offers) {
    ProductName name = product.product();
    TargetFile target =
        Optional.ofNullable(product.roles().get(RepositoryRoles.ROLLOUT))
            .map(role -> role.targets().get(ReleaseLayout.rolloutTarget(name)))
            .orElse(null);
    if (target == null) {
      if (!offers.isEmpty()) {
        String folder = ReleaseLayout.metadata(name).value();
        unmatched(folder, "there are offers, and no rollout");
      }
      return;
    }
    BlobName file = ReleaseLayout.content(ReleaseLayout.rolloutTarget(name), target.sha256());
    read(file, bytes -> RolloutDocument.read(bytes, file.value()))
        .ifPresent(rollout -> rollout(file, rollout, name, offers));
  }

  private void rollout(
      BlobName file, RolloutDocument rollout, ProductName product, Map<RingName, Live> offers) {
    if (!rollout.product().equals(product)) {
      malformed(file, "it is for " + rollout.product());
    }
    offers
        .keySet()
        .forEach(
            ring -> {
              if (!rollout.rings().containsKey(ring)) {
                unmatched(file.value(), "it says nothing about ring " + ring);
              }
            });
    rollout
        .rings()
        .forEach(
            (ring, standing) -> {
              Live live = offers.get(ring);
              if (live == null) {
                unmatched(file.value(), "ring " + ring + " has no live offer");
              } else if (!live.sha256().equals(standing.offer())) {
                unmatched(
                    file.value(),
                    "it is about offer "
                        + standing.offer()
                        + " of "
                        + ring
                        + ", live is "
                        + live.sha256());
              } else {
                releases(file, ring, standing, live);
              }
            });
  }

  private void releases(BlobName file, RingName ring, RolloutDocument.Ring standing, Live live) {
    live.offer()
        .ifPresent(
            offer -> {
              Set<Object> offered = new HashSet<>();
              offer.releases().forEach(release -> offered.add(release.version()));
              if (!offered.equals(new HashSet<Object>(standing.releases().keySet()))) {
                unmatched(
                    file.value(),
                    "ring "
                        + ring
                        + " offers "
                        + offered
                        + ", and it is about "
                        + standing.releases().keySet());
              }
            });
  }

  private void unmatched(String file, String what) {
    findings.refuse(
        Finding.error("UC5146", file, what)
            .because("devices take nothing where offer and rollout do not belong together")
            .fixedBy("run 'ducctl advance', which writes offers and the rollout anew"));
  }
}
