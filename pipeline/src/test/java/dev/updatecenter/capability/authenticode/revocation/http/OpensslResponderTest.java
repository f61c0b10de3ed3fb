package dev.updatecenter.capability.authenticode.revocation.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.revocation.OcspAnswer;
import dev.updatecenter.capability.authenticode.revocation.OcspCheck;
import dev.updatecenter.capability.authenticode.revocation.RevocationList;
import dev.updatecenter.capability.authenticode.revocation.RevocationListReader;
import dev.updatecenter.testing.AskedServer;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.TestAuthority;
import dev.updatecenter.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An independent authority: openssl makes the list and answers the questions. */
@Timeout(120)
class OpensslResponderTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private final Path folder;
  private final TestAuthority authority = new TestAuthority("Contoso TEST openssl CA", now);
  private final KeyPair delegateKeys = TestCertificates.keys("EC", 256);

  OpensslResponderTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    pem("ca.pem", "CERTIFICATE", authority.certificate().getEncoded());
    pem("ca.key", "PRIVATE KEY", authority.keys().getPrivate().getEncoded());
    pem("delegate.key", "PRIVATE KEY", delegateKeys.getPrivate().getEncoded());
    pem(
        "delegate.pem",
        "CERTIFICATE",
        authority.responder(50, delegateKeys, KeyPurposeId.id_kp_OCSPSigning).getEncoded());
    Files.writeString(
        folder.resolve("index.txt"),
        """
        V\t350101000000Z\t\t07\tunknown\t/CN=good
        R\t350101000000Z\t251001000000Z,keyCompromise\t08\tunknown\t/CN=revoked
        """);
    Files.writeString(
        folder.resolve("ca.cnf"),
        "[ca]\ndefault_ca=d\n[d]\ndatabase=%s\ndefault_md=sha256\ndefault_crl_days=7\n"
            .formatted(folder.resolve("index.txt")));
  }

  @Test
  void whatItAnswersIsBelievedAndSaysGoodRevokedOrUnknown() throws Exception {
    Path openssl = Programs.require("openssl");
    try (AskedServer server =
        new AskedServer(
            (exchange, body) -> AskedServer.bytes(answer(openssl, body)).to(exchange, body))) {
      assertThat(ask(server, authority.leaf(7)).status()).isEqualTo(OcspAnswer.Status.GOOD);
      assertThat(ask(server, authority.leaf(9)).status()).isEqualTo(OcspAnswer.Status.UNKNOWN);

      OcspAnswer revoked = ask(server, authority.leaf(8));
      assertThat(revoked.status()).isEqualTo(OcspAnswer.Status.REVOKED);
      assertThat(revoked.revoked().orElseThrow().since())
          .isEqualTo(Instant.parse("2025-10-01T00:00:00Z"));
      assertThat(revoked.revoked().orElseThrow().reason()).isEqualTo("keyCompromise");
      assertThat(revoked.delegate()).isPresent();
    }
  }

  @Test
  void itsListIsReadAndNamesWhatItRevoked() throws Exception {
    Path openssl = Programs.require("openssl");
    Programs.Result made =
        Programs.run(
            openssl,
            "ca",
            "-config",
            file("ca.cnf"),
            "-gencrl",
            "-keyfile",
            file("ca.key"),
            "-cert",
            file("ca.pem"),
            "-out",
            file("ca.crl"));
    assertThat(made.exit()).as(made.output()).isZero();

    RevocationList list = RevocationListReader.read(folder.resolve("ca.crl")).get(0);
    assertThat(list.refusal(authority.certificate())).isEmpty();
    assertThat(list.find(authority.leaf(8).getSerialNumber())).isPresent();
    assertThat(list.find(authority.leaf(7).getSerialNumber())).isEmpty();
  }

  private OcspAnswer ask(AskedServer server, X509Certificate certificate) throws Exception {
    FetchLimits limits =
        new FetchLimits(Duration.ofSeconds(5), Duration.ofSeconds(60), OcspCheck.MOST_BYTES);
    return new HttpOcspResponder(
            server.uri("/ocsp"),
            Optional.of(authority.certificate()),
            new RevocationFetch(limits),
            new RevocationFolder(folder, folder.resolve("kept")),
            new SecureRandom())
        .ask(certificate, authority.certificate(), Instant.now());
  }

  /** {@code openssl ocsp} answers one request of a file: no port of its own, no race. */
  private byte[] answer(Path openssl, byte[] request) throws IOException {
    Path in = Files.write(Files.createTempFile(folder, "request", ".der"), request);
    Path out = Files.createTempFile(folder, "answer", ".der");
    try {
      Programs.Result ran =
          Programs.run(
              openssl,
              "ocsp",
              "-index",
              file("index.txt"),
              "-rsigner",
              file("delegate.pem"),
              "-rkey",
              file("delegate.key"),
              "-CA",
              file("ca.pem"),
              "-ndays",
              "1",
              "-reqin",
              in.toString(),
              "-respout",
              out.toString());
      if (ran.exit() != 0) {
        throw new IOException(ran.output());
      }
      return Files.readAllBytes(out);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void pem(String name, String label, byte[] der) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), label));
  }
}
