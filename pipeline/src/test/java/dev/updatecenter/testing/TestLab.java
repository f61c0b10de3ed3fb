package dev.updatecenter.testing;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.app.lab.LabTimestampServer;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.TimestampSource;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.jsign.JsignAuthenticodeSigner;
import dev.updatecenter.capability.authenticode.timestamp.TimestampAuthority;
import dev.updatecenter.capability.authenticode.timestamp.TimestampPool;
import dev.updatecenter.kernel.core.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;

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

  /** Asks the server, which has the system's clock. */
  public static TimestampSource timestamps() {
    return Holder.TIMESTAMPS;
  }

  /** Where the server is. */
  public static TimestampAuthority timestampAuthority() {
    return TimestampAuthority.at(Holder.SERVER.uri());
  }

  /** Asks others too, and trusts the server's root only. */
  public static TimestampSource timestampsOf(TimestampAuthority... authorities) {
    return TimestampPool.over(
        List.of(authorities), anchors(), Clock.systemUTC(), new SecureRandom(), Progress.NONE);
  }

  /** The roots of all its keys. */
  public static TrustAnchors anchors() {
    return new TrustAnchors(
        Set.of(pki().release().root()), Set.of(pki().timestamps().root()), List.of());
  }

  /** Signs with the release certificate. */
  public static JsignAuthenticodeSigner signer() {
    return new JsignAuthenticodeSigner(
        SigningKey.ofFile(pki().release().key(), pki().release().chain()), timestamps());
  }

  private static final class Holder {
    static final LabPki PKI;
    static final LabTimestampServer SERVER;
    static final TimestampSource TIMESTAMPS;

    static {
      try {
        Path folder = Files.createTempDirectory("test-lab").resolve("pki");
        PKI = LabPki.openOrCreate(folder, Clock.systemUTC(), new SecureRandom());
        SERVER = LabTimestampServer.start(PKI.timestamps(), Clock.systemUTC(), new SecureRandom());
        TIMESTAMPS =
            TimestampPool.over(
                List.of(TimestampAuthority.at(SERVER.uri())),
                new TrustAnchors(Set.of(), Set.of(PKI.timestamps().root()), List.of()),
                Clock.systemUTC(),
                new SecureRandom(),
                Progress.NONE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
