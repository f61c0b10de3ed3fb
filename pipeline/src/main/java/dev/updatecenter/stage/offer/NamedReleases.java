package dev.updatecenter.stage.offer;

import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.ReleaseRoles;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.util.List;
import java.util.Set;

/**
 * Whether the metadata still names what rings are about to offer: a release that no ring offered
 * for long is withdrawn from it, whatever a ledger remembers, and its packages are deleted.
 */
final class NamedReleases {
  private NamedReleases() {}

  /**
   * Asks for releases; costs no file that is not loaded anyway.
   *
   * @throws UpdateCenterException UC5134 for one that was withdrawn
   */
  static void require(RepositoryEditor published, List<PublishedRelease> releases) {
    Set<PackageVersion> named = ReleaseRoles.releases(published);
    Set<String> loose = published.role(RepositoryRoles.PACKAGES).targets().keySet();
    for (PublishedRelease release : releases) {
      List<String> targets = release.packages().stream().map(PublishedPackage::target).toList();
      if (!named.contains(release.version()) && !loose.containsAll(targets)) {
        throw withdrawn(release);
      }
    }
  }

  private static UpdateCenterException withdrawn(PublishedRelease release) {
    return UpdateCenterException.error(
            "UC5134",
            ExitCode.NOT_FOUND,
            "release " + release.version() + " was withdrawn from what is published")
        .where(release.product())
        .why("no ring offered it for long, so 'repo gc' let its packages go")
        .fix("submit the same content again under a higher version, and flight that")
        .state("nothing was published, and no flight was started")
        .build();
  }
}
