package dev.updatecenter.capability.authenticode.jsign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.TimestampSource;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.authenticode.timestamp.TimestampAuthority;
import dev.updatecenter.testing.DeadAuthority;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.RelayedAuthority;
import dev.updatecenter.testing.ScriptedAuthority;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release's worth of files while authorities fail: the time-out of a dead one is paid once. */
class ManyFilesTest {
  private static final int FILES = 200;
  private static final int THREADS = 4;
  private static final int SAMPLE = 40;
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration PLENTY = Duration.ofMinutes(1);

  @Test
  void everyFileGetsARealTokenFromTheAuthorityThatIsLeft(@TempDir Path dir) throws Exception {
    RelayedAuthority relay = new RelayedAuthority(TestLab.timestampAuthority().uri(), 23, 20);
    List<Path> signed;
    try (DeadAuthority dead = new DeadAuthority();
        ScriptedAuthority limited = ScriptedAuthority.start(relay)) {
      TimestampSource pool =
          TestLab.timestampsOf(at(dead.uri(), TIMEOUT), at(limited.uri(), PLENTY));
      signed = sign(dir, new JsignAuthenticodeSigner(key(), pool));
      assertThat(dead.connections()).isEqualTo(1);
    }
    assertThat(relay.failures()).isGreaterThan(3);
    assertThat(relay.tokens()).isEqualTo(FILES);
    for (Path file : signed) {
      SignatureVerdict verdict = verdict(file);
      assertThat(verdict.verdict()).isEqualTo(SignatureVerdict.Verdict.VALID);
      assertThat(verdict.timestamp()).isPresent();
    }
    for (int i = 0; i < FILES; i += SAMPLE) {
      judge(signed.get(i));
    }
  }

  private static List<Path> sign(Path dir, JsignAuthenticodeSigner signer) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Path>> all = new ArrayList<>();
      for (int i = 0; i < FILES; i++) {
        Path file = SignableSamples.cabinet(dir.resolve(i + ".cab"), "content " + i);
        all.add(
            threads.submit(
                () -> {
                  signer.sign(file, "Contoso TEST program");
                  return file;
                }));
      }
      List<Path> signed = new ArrayList<>();
      for (Future<Path> each : all) {
        signed.add(each.get());
      }
      return signed;
    } finally {
      threads.shutdownNow();
    }
  }

  private static SignatureVerdict verdict(Path file) throws Exception {
    return new DefaultAuthenticodeVerifier(Clock.systemUTC())
        .verify(file, VerificationPolicy.strict(TestLab.anchors()));
  }

  private static void judge(Path file) throws Exception {
    String verdict =
        Programs.run(
                Programs.require("osslsigncode"),
                "verify",
                "-CAfile",
                TestLab.pki().codeSigningRootPem().toString(),
                "-TSA-CAfile",
                TestLab.pki().timestampRootPem().toString(),
                "-in",
                file.toString())
            .output();
    assertThat(verdict)
        .contains("Timestamp Server Signature verification: ok", "Succeeded")
        .doesNotContain("failed");
  }

  private static SigningKey key() {
    return SigningKey.ofFile(TestLab.pki().release().key(), TestLab.pki().release().chain());
  }

  private static TimestampAuthority at(URI uri, Duration timeout) {
    return new TimestampAuthority(uri, OptionalDouble.empty(), timeout, Optional.empty());
  }
}
