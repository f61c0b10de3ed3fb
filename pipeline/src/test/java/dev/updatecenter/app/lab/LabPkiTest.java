package dev.updatecenter.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.TestLab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabPkiTest {
  private final LabPki pki = TestLab.pki();

  @Test
  void secondProcessLoadsTheSameKeys() throws Exception {
    LabPki again = LabPki.openOrCreate(pki.folder(), Clock.systemUTC(), new SecureRandom());
    assertThat(again.release().key()).isEqualTo(pki.release().key());
    assertThat(again.submitter().chain()).isEqualTo(pki.submitter().chain());
    assertThat(again.timestamps().chain()).isEqualTo(pki.timestamps().chain());
  }

  @Test
  void everyNameSaysTest() {
    for (LabIdentity identity :
        new LabIdentity[] {pki.release(), pki.submitter(), pki.timestamps()}) {
      assertThat(identity.chain())
          .allSatisfy(c -> assertThat(c.getSubjectX500Principal().getName()).contains("TEST"));
    }
  }

  @Test
  void refusesAnOrganisationThatDoesNotSayTest(@TempDir Path dir) {
    for (String organisation : new String[] {"Contoso", "Contoso TESTS", "TEST, O=Contoso"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  LabPki.openOrCreate(
                      dir.resolve("pki"), organisation, Clock.systemUTC(), new SecureRandom()));
    }
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void releaseKeyIsWhatCertificateAuthoritiesAskFor() throws Exception {
    var leaf = pki.release().certificate();
    assertThat(((RSAPublicKey) leaf.getPublicKey()).getModulus().bitLength()).isEqualTo(3072);
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
    assertThat(Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
        .isLessThanOrEqualTo(Duration.ofDays(460));
    assertThat(leaf.getSubjectX500Principal().getName())
        .contains("2.5.4.15=", "2.5.4.5=", "1.3.6.1.4.1.311.60.2.1.3=");
  }

  @Test
  void validityBeginsAtTheGivenClock(@TempDir Path dir) throws Exception {
    Instant then = Instant.parse("2026-04-01T10:00:00Z");
    LabPki lab =
        LabPki.openOrCreate(
            dir.resolve("pki"), Clock.fixed(then, ZoneOffset.UTC), new SecureRandom());
    assertThat(lab.release().certificate().getNotBefore().toInstant())
        .isEqualTo(then.minus(Duration.ofHours(1)));
  }

  @Test
  void othersCannotReadTheKeys() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pki.folder())))
        .isEqualTo("rwx------");
    for (Path file : new Path[] {pki.passwordFile(), pki.releaseKeyFile()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void opensslFindsTheEvPolicyInTheWholeChain() throws Exception {
    Path openssl = Programs.require("openssl");
    Programs.Result result =
        Programs.run(
            openssl,
            "verify",
            "-CAfile",
            pki.codeSigningRootPem().toString(),
            "-untrusted",
            pki.folder().resolve("release.pem").toString(),
            "-policy",
            "2.23.140.1.3",
            "-explicit_policy",
            "-policy_check",
            "-x509_strict",
            pki.folder().resolve("release.pem").toString());
    assertThat(result.output()).contains("release.pem: OK");
  }
}
