package dev.updatecenter.capability.authenticode.revocation;

import dev.updatecenter.capability.authenticode.revocation.OcspRefusedException.Reason;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;

/** Whose word an answer is (RFC 6960 4.2.2.2): the authority's, or whom it let speak for it. */
final class OcspSigner {
  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
  private static final int MOST_CERTIFICATES = 8;

  private final X509Certificate issuer;
  private final Instant now;

  OcspSigner(X509Certificate issuer, Instant now) {
    this.issuer = issuer;
    this.now = now;
  }

  /**
   * Finds who signed.
   *
   * @return the delegate's certificate; empty when the authority's own key did
   */
  Optional<X509Certificate> of(BasicOCSPResp basic) throws OcspRefusedException {
    if (!basic.getCriticalExtensionOIDs().isEmpty()) {
      throw new OcspRefusedException(Reason.MALFORMED, "a critical extension is not known");
    }
    Optional<String> notTheIssuer = refusal(basic, issuer);
    if (notTheIssuer.isEmpty()) {
      return Optional.empty();
    }
    X509CertificateHolder[] embedded = basic.getCerts();
    if (embedded.length > MOST_CERTIFICATES) {
      throw new OcspRefusedException(Reason.MALFORMED, embedded.length + " certificates");
    }
    for (X509CertificateHolder each : embedded) {
      X509Certificate certificate = certificate(each);
      if (refusal(basic, certificate).isEmpty()) {
        requireDelegate(certificate);
        return Optional.of(certificate);
      }
    }
    throw new OcspRefusedException(
        embedded.length == 0 ? Reason.FORGED : Reason.STRANGER, notTheIssuer.get());
  }

  private static Optional<String> refusal(BasicOCSPResp basic, X509Certificate signer) {
    byte[] signed = basic.getTBSResponseData();
    return new MadeBy(signer.getPublicKey(), basic.getSignatureAlgorithmID())
        .refusal(signed, 0, signed.length, basic.getSignature());
  }

  private void requireDelegate(X509Certificate certificate) throws OcspRefusedException {
    String name = certificate.getSubjectX500Principal().getName();
    try {
      certificate.verify(issuer.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new OcspRefusedException(Reason.STRANGER, name);
    }
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      throw new OcspRefusedException(Reason.STRANGER, name);
    }
    boolean inTime =
        !now.isBefore(certificate.getNotBefore().toInstant())
            && !now.isAfter(certificate.getNotAfter().toInstant());
    if (!inTime || !usages(certificate).contains(OCSP_SIGNING)) {
      throw new OcspRefusedException(Reason.NOT_DELEGATED, name);
    }
  }

  private static List<String> usages(X509Certificate certificate) {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      return usages == null ? List.of() : usages;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static X509Certificate certificate(X509CertificateHolder holder)
      throws OcspRefusedException {
    try {
      return new JcaX509CertificateConverter().getCertificate(holder);
    } catch (CertificateException e) {
      throw new OcspRefusedException(Reason.MALFORMED, "a certificate in it is broken");
    }
  }
}
