package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.stage.offer.Floors;
import dev.updatecenter.stage.offer.OfferPackage;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.submission.Requirements;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.ValidatedPackage;
import java.util.List;
import java.util.Optional;

/** What an offer would say of a release that nobody signed yet. */
public final class UnpublishedRelease {
  private UnpublishedRelease() {}

  /**
   * The entry that a submission would have. Digests and lengths are those of the unsigned files: a
   * signature adds some kilobytes to each.
   *
   * @param packages what it would publish, in install order
   * @return empty for one that moves nothing, or whose packages no offer can name; validation says
   *     so too
   */
  public static Optional<OfferRelease> of(
      UpdateSubmission submission, List<ValidatedPackage> packages) {
    ReleaseManifest manifest = submission.manifest();
    Requirements requires = manifest.requires();
    try {
      return Optional.of(
          new OfferRelease(
              submission.version(),
              0,
              manifest.payload().os().map(os -> os.version()),
              submission.ocpVersion(),
              new Floors(requires.os(), requires.ocp()),
              packages.stream().map(UnpublishedRelease::entry).toList(),
              manifest.notes()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static OfferPackage entry(ValidatedPackage p) {
    return new OfferPackage(
        ReleaseLayout.packageTarget(p.file().sha256(), p.file().fileName()),
        p.kind().wireName(),
        p.identity(),
        p.version(),
        p.file().length(),
        p.file().sha256());
  }
}
