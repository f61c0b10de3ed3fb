package dev.updatecenter.app.wiring;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.TimestampSource;
import dev.updatecenter.capability.authenticode.jsign.JsignAuthenticodeSigner;
import dev.updatecenter.capability.authenticode.jsign.Pkcs12Key;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;

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
  static ReleaseKey open(Configuration configuration, Home home, Clock clock, Progress progress) {
    try {
      ReleaseTimestamps timestamps = ReleaseTimestamps.open(configuration, home, clock, progress);
      boolean lab = configuration.keys().release().isEmpty();
      AuthenticodeSigner signer =
          lab ? lab(home, clock, timestamps.source()) : file(configuration, timestamps.source());
      return new ReleaseKey(signer, lab, timestamps);
    } catch (IOException e) {
      ExitCode exit = DiskFault.is(e) ? ExitCode.DISK : ExitCode.USAGE;
      throw UpdateCenterException.error("UC1043", exit, "the signing key cannot be read or made")
          .where(configuration.keys().release().orElse(home.keys()))
          .why(String.valueOf(e))
          .fix("check keys.release and keys.passwordFile in updatecenter.yaml")
          .state("nothing was signed, nothing was published")
          .cause(e)
          .build();
    }
  }

  /** The throw-away chain of a home. */
  static LabPki pki(Home home, Clock clock) throws IOException {
    return LabPki.openOrCreate(home.keys().resolve("lab"), clock, new SecureRandom());
  }

  private static AuthenticodeSigner lab(Home home, Clock clock, TimestampSource timestamps)
      throws IOException {
    LabPki pki = pki(home, clock);
    return new JsignAuthenticodeSigner(
        SigningKey.ofFile(pki.release().key(), pki.release().chain()), timestamps);
  }

  private static AuthenticodeSigner file(Configuration configuration, TimestampSource timestamps)
      throws IOException {
    Path passwordFile =
        configuration
            .keys()
            .passwordFile()
            .orElseThrow(() -> new IOException("keys.passwordFile is not set"));
    char[] password = Files.readString(passwordFile).strip().toCharArray();
    try {
      Pkcs12Key key = Pkcs12Key.load(configuration.keys().release().orElseThrow(), password);
      return new JsignAuthenticodeSigner(SigningKey.ofFile(key.key(), key.chain()), timestamps);
    } finally {
      Arrays.fill(password, '\0');
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
