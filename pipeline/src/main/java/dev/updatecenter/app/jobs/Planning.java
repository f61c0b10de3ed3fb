package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.planning.BoundPlan;
import dev.updatecenter.stage.planning.FlightPlan;
import dev.updatecenter.stage.planning.outlook.RingOutlook;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.validation.FlightPolicy;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code plan} does: says what a release or a flight would change for whom. */
public final class Planning {
  private final Wiring wiring;

  /** Plans by what a home knows; writes nothing to it. */
  public Planning(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * A plan with its outlook.
   *
   * @param plan what people approve
   * @param at when it was made
   * @param approvals how many approvals the release needs before it is signed, or the flight before
   *     it starts
   * @param approved how many were given and count now
   * @param rings the rings that would move, in order, and how many approvals each needs
   * @param findings what stands against it as a whole, gravest first
   * @param refused whether {@code submit} or {@code flight} would refuse it
   */
  public record Result(
      BoundPlan plan,
      Instant at,
      int approvals,
      int approved,
      List<Ring> rings,
      List<Finding> findings,
      boolean refused) {
    /** Copies. */
    public Result {
      rings = List.copyOf(rings);
      findings = findings.stream().distinct().sorted(Finding.ORDER).toList();
    }
  }

  /**
   * A ring of a plan.
   *
   * @param automatic whether its flight starts by itself once the ring before has passed
   * @param approvals how many its flight needs
   */
  public record Ring(RingOutlook outlook, boolean automatic, int approvals) {}

  /**
   * Plans a release, in all its rings.
   *
   * @param shownAs its name, as the user gave it
   * @throws RefusedException when the document cannot be read
   * @throws UpdateCenterException exit 2 without a policy, exit 5 when the product is not
   *     registered
   */
  public Result release(Path document, String shownAs) throws IOException {
    ReleaseFile file = ReleaseFile.read(document, shownAs);
    ReleaseManifest manifest =
        file.parsed()
            .manifest()
            .orElseThrow(() -> new RefusedException(shownAs, file.parsed().findings()));
    RegisteredProduct product = Products.require(wiring, manifest.product());
    Policy policy =
        ValidationWiring.policy(product).orElseThrow(() -> Submitting.noPolicy(manifest));
    ReleasePreview preview = ReleasePreview.of(wiring, product, document, file);
    List<Ring> rings = new ArrayList<>();
    preview.entry().ifPresent(entry -> rings.addAll(rings(product, entry, manifest.rings())));
    return new Result(
        Plans.of(manifest, preview.submission(), product),
        wiring.clock().instant(),
        SigningApprovals.needed(policy, manifest),
        preview.approved(),
        rings,
        preview.findings(),
        preview.isRefused(manifest.failOn()));
  }

  private List<Ring> rings(
      RegisteredProduct product, OfferRelease entry, List<RingSettings> settings) {
    RingOutlooks outlooks = new RingOutlooks(wiring, product);
    return settings.stream()
        .filter(s -> product.model().rings().contains(s.ring()))
        .map(s -> ring(product, outlooks.of(entry, s).ahead()))
        .toList();
  }

  private static Ring ring(RegisteredProduct product, RingOutlook outlook) {
    FlightPolicy policy = FlightCheck.policy(product);
    boolean first = product.model().rings().indexOf(outlook.ring()) == 0;
    return new Ring(
        outlook,
        !first && policy.automatic(outlook.settings()),
        policy.approvals(outlook.settings()));
  }

  /**
   * Plans a flight of what is published.
   *
   * @throws UpdateCenterException exit 5 when no published release has these versions
   */
  public Result flight(ProductName name, RingName ring, Flighting.Wish wish) {
    RegisteredProduct product = Products.require(wiring, name);
    FlightRequest request = new Flighting(wiring).request(name, ring, wish);
    PublishedRelease release = wiring.releases().find(name, request.version()).orElseThrow();
    List<Finding> findings = new FlightCheck(wiring).findings(product, request);
    List<Ring> rings = rings(product, request, release);
    FlightPlan plan = new Plans(wiring).of(request, release);
    ApprovalStatus.Tally tally = new FlightApproval(wiring, product).tally(plan, release);
    return new Result(
        plan,
        wiring.clock().instant(),
        tally.needed(),
        tally.given().size(),
        rings,
        findings,
        findings.stream().anyMatch(f -> f.severity().atLeast(Severity.ERROR)));
  }

  /** The one ring; none where the release says nothing of it, which is a finding. */
  private List<Ring> rings(
      RegisteredProduct product, FlightRequest request, PublishedRelease release) {
    RingOutlooks outlooks = new RingOutlooks(wiring, product);
    Optional<RingSettings> settings =
        release.rings().stream().filter(s -> s.ring().equals(request.ring())).findFirst();
    return settings
        .flatMap(s -> outlooks.entry(request).map(entry -> ring(product, outlooks.of(entry, s))))
        .stream()
        .toList();
  }
}
