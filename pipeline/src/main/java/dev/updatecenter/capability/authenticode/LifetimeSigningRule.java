package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.security.cert.X509Certificate;
import java.util.List;

/** szOID_KP_LIFETIME_SIGNING: a timestamp does not let such a signature outlive its certificate. */
final class LifetimeSigningRule implements CertificateRule {
  private static final String LIFETIME_SIGNING = "1.3.6.1.4.1.311.10.3.13";

  /** Whether a certificate carries the usage. */
  static boolean carries(X509Certificate certificate) {
    return CertificateExtensions.usages(certificate).contains(LIFETIME_SIGNING);
  }

  @Override
  public List<Finding> check(SigningChain chain) {
    return carries(chain.leaf())
        ? List.of(
            Finding.error(
                    "UC4007",
                    chain.subject(),
                    "The certificate carries the lifetime-signing usage " + LIFETIME_SIGNING)
                .because(
                    "Signatures end with it on "
                        + chain.leaf().getNotAfter().toInstant()
                        + ", timestamped or not.")
                .fixedBy("Sign with a certificate without it."))
        : List.of();
  }
}
