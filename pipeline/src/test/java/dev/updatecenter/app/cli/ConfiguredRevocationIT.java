package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.testing.AskedServer;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestAuthority;
import dev.updatecenter.testing.TestCertificates;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configured addresses of lists and responders are asked before the release key signs. */
class ConfiguredRevocationIT {
  private static final int SERIAL = 7;

  private final Instant now = Instant.now().minusSeconds(60);
  private final TestAuthority authority = new TestAuthority("Contoso TEST revocation root", now);
  private final KeyPair keys = TestCertificates.keys("EC", 256);
  private final X509Certificate leaf = authority.leaf(SERIAL, keys, builder -> {});
  private final Path folder;
  private final Path home;

  ConfiguredRevocationIT(@TempDir Path folder) {
    this.folder = folder;
    this.home = folder.resolve("home");
  }

  @Test
  void aRevokedReleaseCertificateIsNotUsedSaysTheListAtAnAddress() throws Exception {
    byte[] good = authority.crl(builder -> {});
    byte[] revoked =
        authority.crl(
            b ->
                b.addCRLEntry(BigInteger.valueOf(SERIAL), Date.from(now), CRLReason.keyCompromise));
    try (AskedServer server = new AskedServer(AskedServer.bytes(good))) {
      home("crls: [\"" + server.uri("/ca.crl") + "\"]");
      sign("a").endsWith(0);
      assertThat(server.asked()).isEqualTo(1);
      long used = uses();

      server.answer(AskedServer.bytes(revoked));
      forget();

      assertThat(sign("b").endsWith(3).out()).contains("UC4023", "keyCompromise");
      assertThat(uses()).isEqualTo(used);
      assertThat(folder.resolve("out/b.cab")).doesNotExist();
    }
    // What was heard once holds when the address is silent.
    assertThat(sign("c").endsWith(3).out()).contains("UC4023");
  }

  @Test
  void aRevokedReleaseCertificateIsNotUsedSaysTheResponderAtAnAddress() throws Exception {
    byte[] good = authority.ocsp(leaf, CertificateStatus.GOOD);
    byte[] revoked =
        authority.ocsp(leaf, new RevokedStatus(Date.from(now), CRLReason.keyCompromise));
    try (AskedServer server = new AskedServer(AskedServer.bytes(good))) {
      Path issuer = KeyedHome.pem(folder.resolve("issuer.pem"), authority.certificate());
      home("ocsp: [{ url: \"" + server.uri("/ocsp") + "\", issuer: \"" + issuer + "\" }]");
      sign("a").endsWith(0);
      assertThat(server.asked()).isPositive();
      long used = uses();

      server.answer(AskedServer.bytes(revoked));
      forget();

      assertThat(sign("b").endsWith(3).out()).contains("UC4023");
      assertThat(uses()).isEqualTo(used);
    }
  }

  @Test
  void silenceOfTheOnlyAddressLetsNothingBeSigned() throws Exception {
    try (AskedServer server = new AskedServer(AskedServer.status(500, new byte[0]))) {
      home("crls: [\"" + server.uri("/ca.crl") + "\"]");

      assertThat(sign("a").endsWith(3).out()).contains("UC4011");
      assertThat(uses()).isZero();
    }
  }

  private void home(String trust) throws Exception {
    String key =
        KeyedHome.pkcs12(
            folder.resolve("release.p12"), keys, List.of(leaf, authority.certificate()));
    KeyedHome.create(home, authority.certificate(), trust, key);
  }

  private CommandRun sign(String name) throws Exception {
    Path file = SignableSamples.cabinet(folder.resolve(name + ".cab"), name);
    return CommandRun.of(home, "sign", file.toString(), "--out", folder.resolve("out").toString());
  }

  /** What was heard serves unasked for hours: without it everybody is asked anew. */
  private void forget() throws IOException {
    Path kept = home.resolve("trust").resolve("revocation");
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** What the audit tells of uses of the key. */
  private long uses() {
    try (Wiring wiring = SampleHome.wiring(home)) {
      var records = wiring.auditTrail().records(ProductName.HOME);
      long count = 0;
      while (records.hasNext()) {
        count += records.next().facts().containsKey("file") ? 1 : 0;
      }
      return count;
    }
  }
}
