package dev.updatecenter.capability.authenticode.revocation;

import dev.updatecenter.capability.authenticode.revocation.OcspRefusedException.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Whether one certificate is revoked, as a responder is asked (RFC 6960 4.1).
 *
 * @param certificate about which
 * @param issuer who issued it: proven before, by its key
 * @param nonce what the answer has to repeat; empty for an answer that was made before
 */
public record OcspQuestion(
    X509Certificate certificate, X509Certificate issuer, Optional<byte[]> nonce) {
  /** RFC 6960 B.1: SHA-1 here only names the issuer; every responder knows it. */
  private static final String NAMED_BY = "SHA-1";

  /** The request, DER. */
  public byte[] request() {
    try {
      OCSPReqBuilder builder = new OCSPReqBuilder().addRequest(id());
      if (nonce.isPresent()) {
        // RFC 9654 2.1: the value is an OCTET STRING inside the extension's.
        byte[] value = new DEROctetString(nonce.get()).getEncoded();
        builder.setRequestExtensions(
            new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, value)));
      }
      return builder.build().getEncoded();
    } catch (OCSPException | IOException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has an encoding", e);
    }
  }

  /** Whether an answer's CertID is this certificate's (RFC 6960 4.1.1). */
  boolean isAbout(CertificateID id) throws OcspRefusedException {
    try {
      return id.getSerialNumber().equals(certificate.getSerialNumber())
          && id.matchesIssuer(new JcaX509CertificateHolder(issuer), digests());
    } catch (OCSPException | CertificateEncodingException e) {
      throw new OcspRefusedException(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private CertificateID id() throws OCSPException, CertificateEncodingException {
    BigInteger serial = certificate.getSerialNumber();
    try {
      return new CertificateID(
          digests().get(CertificateID.HASH_SHA1), new JcaX509CertificateHolder(issuer), serial);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("every Java has " + NAMED_BY, e);
    }
  }

  private static DigestCalculatorProvider digests() {
    try {
      return new JcaDigestCalculatorProviderBuilder().build();
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("every Java has " + NAMED_BY, e);
    }
  }
}
