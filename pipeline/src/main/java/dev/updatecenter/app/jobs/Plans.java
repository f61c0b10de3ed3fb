package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.planning.FlightPlan;
import dev.updatecenter.stage.planning.ReleasePlan;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.validation.approval.ApprovalPurpose;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The plans of what is asked for, by what is registered, published and flighted now. */
public final class Plans {
  private final Wiring wiring;

  /** Plans in a home. */
  public Plans(Wiring wiring) {
    this.wiring = wiring;
  }

  /** The plan of a release.yaml. */
  public static ReleasePlan of(
      ReleaseManifest manifest, ContentDigest submission, RegisteredProduct product) {
    ContentDigest policy = ContentDigest.of(product.policyYaml().getBytes(StandardCharsets.UTF_8));
    return ReleasePlan.of(manifest, submission, policy, product.digest());
  }

  /** The plan of a published release: that of its newest revision. */
  public ReleasePlan newest(PublishedRelease release) {
    RegisteredProduct product = Products.require(wiring, release.product());
    return of(wiring.releases().plan(release), release.submission(), product);
  }

  /**
   * When the plan of a published release was revised last. An approval from before was of a plan
   * that another one replaced since: edited back, it is not taken out of the drawer. One of the
   * very millisecond is of what that revision made.
   *
   * @return empty for what is not published, and for the plan in force itself
   */
  Optional<Instant> lastRevision(ApprovalSubject subject) {
    return wiring
        .releases()
        .find(subject.product(), subject.version().orElseThrow())
        .filter(
            r ->
                subject.purpose() == ApprovalPurpose.FLIGHT
                    || !newest(r).digest().equals(subject.digest()))
        .map(r -> wiring.releases().plannedAt(r).truncatedTo(ChronoUnit.MILLIS).minusMillis(1));
  }

  /** The plan of a flight of a published release. */
  public FlightPlan of(FlightRequest request, PublishedRelease release) {
    return FlightPlan.of(
        request,
        request.os(),
        request.ocp(),
        newest(release),
        wiring.flights().list(request.product()));
  }
}
