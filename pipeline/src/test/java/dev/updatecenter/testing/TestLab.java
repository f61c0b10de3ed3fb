package dev.updatecenter.testing;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.app.lab.LabTimestampServer;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.TimestampAuthority;
import dev.updatecenter.capability.authenticode.jsign.JsignAuthenticodeSigner;
import dev.updatecenter.capability.authenticode.jsign.TimestampRetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * One throw-away PKI and one timestamp server for all tests of a run: making RSA keys takes long.
 * Both live as long as the JVM; the server's threads are daemons.
 */
public final class TestLab {
  private TestLab() {}

  /** The keys. */
  public static LabPki pki() {
    return Holder.PKI;
  }

  /** The server, with the system's clock. */
  public static TimestampAuthority timestamps() {
    return new TimestampAuthority(Holder.SERVER.uri());
  }

  /** Signs with the release certificate. */
  public static JsignAuthenticodeSigner signer() {
    return new JsignAuthenticodeSigner(
        SigningKey.ofFile(pki().release().key(), pki().release().chain()),
        List.of(timestamps()),
        new TimestampRetry(1, Duration.ZERO));
  }

  private static final class Holder {
    static final LabPki PKI;
    static final LabTimestampServer SERVER;

    static {
      try {
        Path folder = Files.createTempDirectory("test-lab").resolve("pki");
        PKI = LabPki.openOrCreate(folder, Clock.systemUTC(), new SecureRandom());
        SERVER = LabTimestampServer.start(PKI.timestamps(), Clock.systemUTC(), new SecureRandom());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
