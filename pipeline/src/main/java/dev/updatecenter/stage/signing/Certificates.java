package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.ContentDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/** What signing says about certificates. */
final class Certificates {
  private Certificates() {}

  /** SHA-256 of the certificate's DER form, the name that audit and offers give it. */
  static ContentDigest digest(X509Certificate certificate) {
    try {
      return ContentDigest.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("not an encodable certificate", e);
    }
  }
}
