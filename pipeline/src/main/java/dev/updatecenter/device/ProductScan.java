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
  /** Each round brings what is offered by then; nobody publishes as fast as that. */
  private static final int MAX_ROUNDS = 3;

  private static final List<String> UNSTEADY =
      List.of("what is offered changed with each download; the next scan goes on");

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

  /**
   * Decides by what was verified, and brings the packages. A download takes time: before they are
   * handed over the rollout is asked again, so a halt or a pause reaches a device that holds them.
   */
  ScanResult conclude(ScanView looked, PackageStep packages)
      throws IOException, TufVerificationException {
    ScanView now = looked;
    for (int round = 1; round <= MAX_ROUNDS; round++) {
      OfferDecision decision = decide(now);
      if (!(decision instanceof OfferDecision.Install install)) {
        return result(now, decision, List.of(), round > 1);
      }
      List<ListedPackage> listed = listed(install, now.view());
      List<ScannedPackage> scanned =
          packages.bring(listed, request.anchors(), state.downloads(product), now.time().instant());
      Optional<ScanView> changed =
          packages.handsOver() ? changed(install, listed) : Optional.empty();
      if (changed.isEmpty()) {
        packages.finish(product, request.ring(), install.version(), scanned);
        return result(now, install, scanned, round > 1);
      }
      now = changed.get();
    }
    return result(now, new OfferDecision.Waiting(Optional.empty(), UNSTEADY), List.of(), false);
  }

  /** What is published by now, where it says otherwise about the packages; empty if it does not. */
  private Optional<ScanView> changed(OfferDecision.Install before, List<ListedPackage> listed)
      throws IOException, TufVerificationException {
    ScanView again = look();
    boolean same =
        decide(again) instanceof OfferDecision.Install now
            && now.version().equals(before.version())
            && now.packages().equals(before.packages())
            && listed(now, again.view()).equals(listed);
    return same ? Optional.empty() : Optional.of(again);
  }

  /** The decision; what is to be remembered of it is on disk. */
  private OfferDecision decide(ScanView looked) throws IOException {
    RingView view = looked.view();
    if (view.offer().isEmpty() || view.rollout().isEmpty()) {
      return new OfferDecision.Nothing(Optional.empty(), List.of(without(view)));
    }
    DeviceMemory before = looked.before();
    DeviceMemory seen = before.seen(rollout(view).signedAt(), halts(view, before.halts()));
    ContentDigest digest = view.offer().get().sha256();
    OfferDecision decision = OfferDecision.decide(offer(view), digest, rollout(view), device(seen));
    // A halt that was seen stays seen, whatever becomes of the packages.
    new DeviceMemoryFile(state.memory(product))
        .write(
            before, decision.release().flatMap(v -> find(view, v)).map(seen::offered).orElse(seen));
    return decision;
  }

  /** All entries are checked before the first is fetched. */
  private static List<ListedPackage> listed(OfferDecision.Install install, RingView view)
      throws IOException, TufVerificationException {
    return new OfferEntryCheck(view.client()).check(install.packages());
  }

  private ScanResult result(
      ScanView looked, OfferDecision decision, List<ScannedPackage> scanned, boolean turned) {
    List<String> reasons = new ArrayList<>(decision.reasons());
    if (turned) {
      reasons.add("the packages were on their way when this was published");
    }
    reasons.addAll(explain(looked.view(), looked.time()));
    return new ScanResult(
        decision.wireName(),
        Optional.of(product),
        request.ring(),
        decision.release(),
        scanned,
        reasons);
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

  private String without(RingView view) {
    return view.offer().isEmpty()
        ? product + " offers nothing to ring " + request.ring()
        : product + " has no rollout, without which nothing is taken";
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
