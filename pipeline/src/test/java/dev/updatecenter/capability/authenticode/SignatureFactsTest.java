package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureFactsTest {
  private static final Instant END =
      TestLab.pki().release().certificate().getNotAfter().toInstant();

  @Test
  void aTimestampedSignatureStays(@TempDir Path folder) throws Exception {
    Path cabinet = SignableSamples.cabinet(folder.resolve("a.cab"), "content");
    TestLab.signer().sign(cabinet, "TEST");

    SignatureFacts facts = SignatureFacts.read(cabinet).orElseThrow();
    assertThat(facts.signer().get(0)).isEqualTo(TestLab.pki().release().certificate());
    assertThat(facts.authority()).contains(TestLab.pki().timestamps().certificate());
    assertThat(facts.ends()).isEmpty();
  }

  @Test
  void oneWithoutATimestampEndsWithItsCertificate() {
    SignatureFacts facts =
        new SignatureFacts(TestLab.pki().release().chain().subList(0, 2), Optional.empty());

    assertThat(facts.ends()).contains(END);
  }

  @Test
  void theLifetimeUsageEndsATimestampedOneToo() {
    var certificates = new dev.updatecenter.testing.TestCertificates(Instant.now());
    var leaf =
        certificates.leaf().usages("1.3.6.1.5.5.7.3.3", "1.3.6.1.4.1.311.10.3.13").chain().get(0);
    SignatureFacts facts =
        new SignatureFacts(List.of(leaf), Optional.of(TestLab.pki().timestamps().certificate()));

    assertThat(facts.ends()).contains(leaf.getNotAfter().toInstant());
  }

  @Test
  void whatIsNotSignedHasNone(@TempDir Path folder) throws Exception {
    Path cabinet = SignableSamples.cabinet(folder.resolve("a.cab"), "content");
    Path text = Files.writeString(folder.resolve("a.txt"), "no package");

    assertThat(SignatureFacts.read(cabinet)).isEmpty();
    assertThat(SignatureFacts.read(text)).isEmpty();
  }
}
