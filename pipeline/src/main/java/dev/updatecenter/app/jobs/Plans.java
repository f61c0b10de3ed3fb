package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.planning.FlightPlan;
import dev.updatecenter.stage.planning.ReleasePlan;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.ReleaseManifest;
import java.nio.charset.StandardCharsets;

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
