package dev.updatecenter.app.wiring;

import dev.updatecenter.app.lab.LabTimestampServer;
import dev.updatecenter.capability.authenticode.TimestampSource;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.timestamp.TimestampAuthority;
import dev.updatecenter.capability.authenticode.timestamp.TimestampPool;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Who timestamps: the configured authorities, else one inside the process. */
final class ReleaseTimestamps implements AutoCloseable {
  private final TimestampSource source;
  private final Optional<LabTimestampServer> server;

  private ReleaseTimestamps(TimestampSource source, Optional<LabTimestampServer> server) {
    this.source = source;
    this.server = server;
  }

  /**
   * Opens them; nobody is asked yet.
   *
   * @throws IOException when the lab's authority cannot be started
   * @throws UpdateCenterException exit 2 when their tokens could not be checked
   */
  static ReleaseTimestamps open(
      Configuration configuration, KeyChest chest, Trust trust, Clock clock, Progress progress)
      throws IOException {
    SecureRandom random = new SecureRandom();
    List<TimestampAuthority> authorities =
        configuration.timestamps().authorities().stream()
            .map(AuthoritySettings::authority)
            .toList();
    Optional<LabTimestampServer> server = Optional.empty();
    if (authorities.isEmpty()) {
      server = Optional.of(LabTimestampServer.start(chest.pki().timestamps(), clock, random));
      authorities = List.of(TimestampAuthority.at(server.get().uri()));
    }
    TrustAnchors anchors = trust.anchors();
    if (anchors.timestamping().isEmpty()) {
      throw noRoot();
    }
    return new ReleaseTimestamps(
        TimestampPool.over(authorities, anchors, clock, random, progress), server);
  }

  TimestampSource source() {
    return source;
  }

  @Override
  public void close() {
    server.ifPresent(LabTimestampServer::close);
  }

  private static UpdateCenterException noRoot() {
    return UpdateCenterException.error("UC1115", ExitCode.USAGE, "no timestamping root is trusted")
        .where("trust.timestamping")
        .why("a timestamp that cannot be checked now could not be verified later either")
        .fix("name the PEM files of the authorities' roots in trust.timestamping")
        .state("nothing was signed")
        .build();
  }
}
