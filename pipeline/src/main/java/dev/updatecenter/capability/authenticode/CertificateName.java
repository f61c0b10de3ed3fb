package dev.updatecenter.capability.authenticode;

import java.security.cert.X509Certificate;

/** How certificates are called before people. */
public final class CertificateName {
  private CertificateName() {}

  /** The subject as RFC 2253 has it, the attributes of EV subjects by keyword. */
  public static String of(X509Certificate certificate) {
    return SigningChain.name(certificate);
  }
}
