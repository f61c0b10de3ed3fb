package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.CertificatePolicy.Profile;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.authenticode.revocation.RevocationList;
import dev.updatecenter.capability.authenticode.revocation.RevocationSources;
import dev.updatecenter.testing.AskedServer;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestAuthority;
import dev.updatecenter.testing.TestCertificates;
import dev.updatecenter.testing.TestLab;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever addresses a certificate names, none of them is asked: an input could name any. */
class NothingNamedIsAskedTest {
  private final Instant now = Instant.now();
  private final TestAuthority authority = new TestAuthority("Contoso TEST naming CA", now);

  @Test
  void neitherTheListNorTheResponderNorTheIssuerOfACertificateIsFetched(@TempDir Path folder)
      throws Exception {
    try (AskedServer server = new AskedServer(AskedServer.bytes(authority.crl(b -> {})))) {
      KeyPair keys = TestCertificates.keys("EC", 256);
      X509Certificate leaf = authority.leafThatNames(7, keys, server.uri("/named").toString());
      List<X509Certificate> chain = List.of(leaf, authority.certificate());
      TrustAnchors anchors = anchors(chain);
      Path cabinet = SignableSamples.cabinet(folder.resolve("a.cab"), "content");
      TestLab.signer(SigningKey.ofFile(keys.getPrivate(), chain)).sign(cabinet, "TEST");

      new CertificatePolicy().check(chain, anchors, now, Profile.PRODUCTION);
      SignatureVerdict verdict =
          new DefaultAuthenticodeVerifier(Clock.systemUTC())
              .verify(cabinet, VerificationPolicy.strict(anchors));

      assertThat(verdict.verdict()).as("%s", verdict.findings()).isEqualTo(Verdict.VALID);
      assertThat(server.asked()).isZero();
    }
  }

  private TrustAnchors anchors(List<X509Certificate> chain) throws Exception {
    RevocationList list = RevocationList.parse(authority.crl(b -> {}));
    return new TrustAnchors(
        Set.of(chain.get(1)),
        Set.of(TestLab.pki().timestamps().root()),
        RevocationSources.of(List.of(list), now));
  }
}
