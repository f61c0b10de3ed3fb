package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.jsign.JsignAuthenticodeSigner;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.time.Clock;

/**
 * The EV key that packages are signed with, and the authorities that timestamp: as configured, else
 * a throw-away chain and an authority inside the process.
 */
final class ReleaseKey implements AutoCloseable {
  private final AuthenticodeSigner signer;
  private final boolean lab;
  private final ReleaseTimestamps timestamps;

  private ReleaseKey(AuthenticodeSigner signer, boolean lab, ReleaseTimestamps timestamps) {
    this.signer = signer;
    this.lab = lab;
    this.timestamps = timestamps;
  }

  /**
   * Opens the key.
   *
   * @throws UpdateCenterException exit 2 or 4 when the configured key cannot be used
   */
  static ReleaseKey open(
      Configuration configuration, KeyChest chest, Trust trust, Clock clock, Progress progress) {
    try {
      // First: what is wrong with the key is told before anything else is begun.
      SigningKey key = chest.release();
      ReleaseTimestamps timestamps =
          ReleaseTimestamps.open(configuration, chest, trust, clock, progress);
      boolean lab = configuration.keys().release().isEmpty();
      return new ReleaseKey(new JsignAuthenticodeSigner(key, timestamps.source()), lab, timestamps);
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
    timestamps.close();
  }
}
