package dev.updatecenter.app.wiring;

import dev.updatecenter.app.lab.LabTimestampServer;
import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.TimestampAuthority;
import dev.updatecenter.capability.authenticode.jsign.JsignAuthenticodeSigner;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The EV key that packages are signed with, and the authorities that timestamp: as configured, else
 * a throw-away chain and an authority inside the process.
 */
final class ReleaseKey implements AutoCloseable {
  private final AuthenticodeSigner signer;
  private final boolean lab;
  private final Optional<LabTimestampServer> server;

  private ReleaseKey(AuthenticodeSigner signer, boolean lab, Optional<LabTimestampServer> server) {
    this.signer = signer;
    this.lab = lab;
    this.server = server;
  }

  /**
   * Opens the key.
   *
   * @throws UpdateCenterException exit 2 or 4 when the configured key cannot be used
   */
  static ReleaseKey open(Configuration configuration, KeyChest chest, Clock clock) {
    try {
      // First: what is wrong with the key is told before anything else is begun.
      SigningKey key = chest.release();
      SecureRandom random = new SecureRandom();
      Optional<LabTimestampServer> server = Optional.empty();
      List<URI> authorities = configuration.timestamps().authorities();
      if (authorities.isEmpty()) {
        server = Optional.of(LabTimestampServer.start(chest.pki().timestamps(), clock, random));
        authorities = List.of(server.get().uri());
      }
      List<TimestampAuthority> pool = authorities.stream().map(TimestampAuthority::new).toList();
      boolean lab = configuration.keys().release().isEmpty();
      return new ReleaseKey(new JsignAuthenticodeSigner(key, pool), lab, server);
    } catch (IOException e) {
      ExitCode exit = DiskFault.is(e) ? ExitCode.DISK : ExitCode.USAGE;
      throw UpdateCenterException.error("UC1043", exit, "the signing key cannot be read or made")
          .where(configuration.keys().release().map(KeyAddress::shown).orElse("the home's keys"))
          .why(String.valueOf(e))
          .fix("check keys.release and keys.passwordFile in updatecenter.yaml")
          .state("nothing was signed, nothing was published")
          .cause(e)
          .build();
    }
  }

  /** Signs. */
  AuthenticodeSigner signer() {
    return signer;
  }

  /** Whether the chain is a throw-away one. */
  boolean lab() {
    return lab;
  }

  @Override
  public void close() {
    server.ifPresent(LabTimestampServer::close);
  }
}
