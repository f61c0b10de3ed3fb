package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.util.List;

/** CA/B Forum CSBR 3.10, 7.1.6.1: the policy says EV, never the authority's name. */
final class EvPolicyRule implements CertificateRule {
  static final String EV = "2.23.140.1.3";
  private static final String ANY_POLICY = "2.5.29.32.0";

  /** Whether the leaf says EV and each authority above it, root excepted, may say so. */
  static boolean ev(SigningChain chain) {
    boolean above =
        chain.certificates().stream()
            .skip(1)
            .filter(c -> !chain.roots().contains(c))
            .map(CertificateExtensions::policies)
            .allMatch(p -> p.contains(EV) || p.contains(ANY_POLICY));
    return CertificateExtensions.policies(chain.leaf()).contains(EV) && above;
  }

  @Override
  public List<Finding> check(SigningChain chain) {
    if (ev(chain)) {
      return List.of();
    }
    return List.of(
        Finding.error(
                "UC4001",
                chain.subject(),
                "The certificate carries no EV policy; it says "
                    + CertificateExtensions.policies(chain.leaf()))
            .because("Certificate policy " + EV + " must stand in the whole chain below the root.")
            .fixedBy("Sign with an EV code signing certificate."));
  }
}
