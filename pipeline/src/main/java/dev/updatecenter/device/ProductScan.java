package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.tuf.DirectoryMetadataStore;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.offer.DeviceState;
import dev.updatecenter.stage.offer.HaltMemory;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.OfferDecision;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.RolloutDocument;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One scan of a device whose product is known. The caller holds the lock of the state folder. */
final class ProductScan {
  private final ScanRequest request;
  private final ProductName product;
  private final DeviceFolder state;
  private final DeviceIdentity identity;
  private final BlobReader edge;
  private final Clock clock;

  ProductScan(
      ScanRequest request,
      ProductName product,
      DeviceFolder state,
      DeviceIdentity identity,
      BlobReader edge,
      Clock clock) {
    this.request = request;
    this.product = product;
    this.state = state;
    this.identity = identity;
    this.edge = edge;
    this.clock = clock;
  }

  /** Verifies what the product's metadata says to the ring; keeps nothing but metadata. */
  ScanView look() throws IOException, TufVerificationException {
    DeviceMemory before = new DeviceMemoryFile(state.memory(product)).read();
    DeviceClock time = new DeviceClock(clock, before.signedAt());
    return new ScanView(before, view(time), time);
  }

  /** Why the signed offer does not say that this device is the product's; empty if it does. */
  Optional<String> doubt(ScanView looked) {
    Optional<Offer> offer = looked.view().offer().map(RingView.Document::content);
    if (offer.isEmpty()) {
      return Optional.of("it offers nothing to ring " + request.ring());
    }
    return offer.get().hardware().stream().anyMatch(h -> h.matches(request.smbios()))
        ? Optional.empty()
        : Optional.of("its signed offer is for other hardware");
  }

  /** Whether the product has no offer for the ring. */
  boolean offersNothing(ScanView looked) {
    return looked.view().offer().isEmpty();
  }

  /** Looks and concludes. */
  ScanResult scan(PackageStep packages) throws IOException {
    try {
      return conclude(look(), packages);
    } catch (TufVerificationException e) {
      throw fault(e);
    } catch (MetadataNotFoundException e) {
      throw DeviceFault.notPublished(place(), "metadata of " + product + ": " + e.getMessage(), e);
    }
  }

  /** A failed check of this product's metadata as what stops the program. */
  UpdateCenterException fault(TufVerificationException e) {
    return MetadataFault.of(e, request.base(), product);
  }

  /** Decides by what was verified, and brings the packages. */
  ScanResult conclude(ScanView looked, PackageStep packages)
      throws IOException, TufVerificationException {
    RingView view = looked.view();
    DeviceClock time = looked.time();
    DeviceMemory before = looked.before();
    if (view.offer().isEmpty() || view.rollout().isEmpty()) {
      return nothing(view, time);
    }
    DeviceMemory seen = before.seen(rollout(view).signedAt(), halts(view, before.halts()));
    ContentDigest digest = view.offer().get().sha256();
    OfferDecision decision = OfferDecision.decide(offer(view), digest, rollout(view), device(seen));
    // A halt that was seen stays seen, whatever becomes of the packages.
    new DeviceMemoryFile(state.memory(product))
        .write(
            before, decision.release().flatMap(v -> find(view, v)).map(seen::offered).orElse(seen));
    List<ScannedPackage> scanned =
        decision instanceof OfferDecision.Install install
            ? bring(install, view, packages, time)
            : List.of();
    List<String> reasons = new ArrayList<>(decision.reasons());
    reasons.addAll(explain(view, time));
    return new ScanResult(
        decision.wireName(),
        Optional.of(product),
        request.ring(),
        decision.release(),
        scanned,
        reasons);
  }

  private List<ScannedPackage> bring(
      OfferDecision.Install install, RingView view, PackageStep packages, DeviceClock time)
      throws IOException, TufVerificationException {
    // All entries are checked before the first is fetched.
    List<ListedPackage> listed = new OfferEntryCheck(view.client()).check(install.packages());
    List<ScannedPackage> scanned =
        packages.bring(listed, request.anchors(), state.downloads(product), time.instant());
    packages.finish(product, request.ring(), install.version(), scanned);
    return scanned;
  }

  private RingView view(DeviceClock time) throws IOException, TufVerificationException {
    TufClient client =
        new TufClient(
            request.root().bytes(),
            new DirectoryMetadataStore(state.metadata(product)),
            new EdgeMetadata(edge, product),
            time);
    SignedDocuments documents = new SignedDocuments(edge, state.documents(product));
    return new RingViewSource(client, documents, time, product, request.ring()).view();
  }

  private ScanResult nothing(RingView view, DeviceClock time) {
    List<String> reasons = new ArrayList<>();
    reasons.add(
        view.offer().isEmpty()
            ? product + " offers nothing to ring " + request.ring()
            : product + " has no rollout, without which nothing is taken");
    reasons.addAll(explain(view, time));
    return new ScanResult(
        "nothing", Optional.of(product), request.ring(), Optional.empty(), List.of(), reasons);
  }

  private DeviceState device(DeviceMemory memory) {
    return new DeviceState(
        identity.id(),
        product,
        request.ring(),
        request.smbios().hardwareIds(),
        request.smbios().machineInfo().baseboardProduct(),
        request.os(),
        request.ocp(),
        memory.release(),
        memory.installed(),
        memory.halts());
  }

  /** A rollout about another revision of the offer says nothing of this one's {@code resumed}. */
  private HaltMemory halts(RingView view, HaltMemory known) {
    RolloutDocument.Ring ring = rollout(view).rings().get(request.ring());
    ContentDigest digest = view.offer().orElseThrow().sha256();
    boolean fits = ring != null && ring.offer().equals(digest);
    return fits ? known.after(offer(view), rollout(view)) : known;
  }

  private String place() {
    return BaseAddress.below(request.base(), "products/" + product + "/metadata");
  }

  private static Optional<OfferRelease> find(RingView view, PackageVersion version) {
    return offer(view).releases().stream().filter(r -> r.version().equals(version)).findFirst();
  }

  private static Offer offer(RingView view) {
    return view.offer().orElseThrow().content();
  }

  private static RolloutDocument rollout(RingView view) {
    return view.rollout().orElseThrow().content();
  }

  private List<String> explain(RingView view, DeviceClock time) {
    return request.explain()
        ? ScanExplanation.of(request, product, identity, view, time)
        : List.of();
  }
}
