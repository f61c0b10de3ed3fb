package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.testing.TestCertificates;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** Which certificates may stand in a message, and which are room that nobody vouches for. */
class EmbeddedCertificatesTest {
  private static final int NOTHING = 0;
  private static final int TOO_MUCH = 9 * 1024;

  private final Party old = new Party("CN=TEST old root");
  private final Party root = new Party("CN=TEST root");
  private final Party middle = new Party("CN=TEST middle");
  private final Party leaf = new Party("CN=TEST leaf");
  private final Party stranger = new Party("CN=TEST stranger");

  private final X509Certificate trusted = certificate(root, root, 1, NOTHING);
  private final X509Certificate authority = certificate(middle, root, 2, NOTHING);
  private final X509Certificate signer = certificate(leaf, middle, 3, NOTHING);
  private final X509Certificate cross = certificate(root, old, 4, NOTHING);

  @Test
  void chainAndRootAreNeeded() {
    assertThat(judged()).isEmpty();
    assertThat(judged(trusted)).isEmpty();
  }

  @Test
  void crossCertificateByARootThatIsNotTrustedIsAWarning() {
    warns(cross);
    X509Certificate above = certificate(old, old, 5, NOTHING);
    assertThat(judged(cross, above))
        .extracting(Finding::code, Finding::severity)
        .containsOnly(tuple("UC4092", Severity.WARNING))
        .hasSize(2);
  }

  @Test
  void crossCertificateByATrustedRootIsNeeded() {
    X509Certificate oldRoot = certificate(old, old, 5, NOTHING);
    assertThat(
            new EmbeddedCertificates(List.of(signer, authority, cross))
                .below(Set.of(trusted, oldRoot), signer)
                .findings("file"))
        .isEmpty();
  }

  @Test
  void otherCertificateOfATrustedRootIsAWarning() {
    X509Certificate sibling = certificate(stranger, root, 6, NOTHING);
    warns(sibling);
    assertThat(judged(sibling, certificate(old, stranger, 7, NOTHING))).hasSize(2);
  }

  @Test
  void strangerIsRefusedAlsoWhenItSignedItself() {
    refuses(certificate(stranger, stranger, 8, NOTHING));
    refuses(certificate(stranger, old, 8, NOTHING));
  }

  @Test
  void twinOfAnAuthorityIsRefusedWhenItsIssuerIsKnownAndDidNotSignIt() {
    refuses(certificate(middle, new Party("CN=TEST root"), 9, NOTHING));
    refuses(certificate(root, new Party("CN=TEST root"), 9, NOTHING));
    assertThat(codes(cross, certificate(old, new Party("CN=TEST root"), 10, NOTHING)))
        .contains("UC4038");
  }

  @Test
  void copyOfTheTrustedRootWithAnotherIssuersNameIsRefused() {
    refuses(certificate(root, old, 1, NOTHING));
  }

  @Test
  void crossCertificatesThatHoldMuchAreRefused() {
    refuses(certificate(root, old, 11, TOO_MUCH));
  }

  @Test
  void leafWithoutARootSaysNothingOfTheOthers() {
    assertThat(
            new EmbeddedCertificates(List.of(signer, cross))
                .below(Set.of(trusted), signer)
                .findings("file"))
        .isEmpty();
  }

  private void warns(X509Certificate certificate) {
    assertThat(judged(certificate))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("UC4092");
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
            });
  }

  private void refuses(X509Certificate certificate) {
    assertThat(codes(certificate)).containsExactly("UC4038");
  }

  private List<String> codes(X509Certificate... more) {
    return judged(more).stream().map(Finding::code).toList();
  }

  private List<Finding> judged(X509Certificate... more) {
    List<X509Certificate> all = new ArrayList<>(List.of(signer, authority));
    all.addAll(List.of(more));
    return new EmbeddedCertificates(all).below(Set.of(trusted), signer).findings("file");
  }

  static X509Certificate certificate(Party subject, Party issuer, int serial, int extra) {
    Instant now = Instant.now();
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer.name(),
              BigInteger.valueOf(serial),
              Date.from(now),
              Date.from(now.plus(Duration.ofDays(2))),
              subject.name(),
              subject.keys().getPublic());
      builder.addExtension(
          new ASN1ObjectIdentifier("2.999.1"), false, new DEROctetString(new byte[extra]));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .build(issuer.keys().getPrivate())));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Somebody with a name and a key. */
  record Party(X500Name name, KeyPair keys) {
    Party(String name) {
      this(new X500Name(name), TestCertificates.keys("EC", 256));
    }
  }
}
