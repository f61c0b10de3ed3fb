package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * CA/B Forum CSBR 3.10, 6.1.5: RSA of 3072 bits or more, or P-256, P-384, P-521. Authorities below
 * the root are held to the same: a chain is no stronger than its weakest key.
 */
final class KeyStrengthRule implements CertificateRule {
  private static final int LEAST_RSA = 3072;
  private static final Set<String> CURVES =
      Set.of("1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35");

  @Override
  public List<Finding> check(SigningChain chain) {
    return chain.certificates().stream()
        .filter(certificate -> !chain.roots().contains(certificate))
        .filter(certificate -> !strong(certificate.getPublicKey()))
        .map(certificate -> weak(certificate, chain.subject()))
        .toList();
  }

  private static Finding weak(X509Certificate certificate, String subject) {
    PublicKey key = certificate.getPublicKey();
    String what =
        key instanceof RSAPublicKey rsa
            ? "RSA of " + rsa.getModulus().bitLength() + " bits"
            : key.getAlgorithm() + " on another curve";
    return Finding.error(
            "UC4003",
            subject,
            "The key of " + SigningChain.name(certificate) + " is too weak: " + what)
        .because("Code signing wants RSA of at least 3072 bits, or P-256, P-384, P-521.")
        .fixedBy("Make a stronger key and have a certificate issued for it.");
  }

  private static boolean strong(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength() >= LEAST_RSA;
    }
    if (!(key instanceof ECPublicKey)) {
      return false;
    }
    ASN1Encodable curve =
        SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm().getParameters();
    return curve != null && CURVES.contains(curve.toString());
  }
}
