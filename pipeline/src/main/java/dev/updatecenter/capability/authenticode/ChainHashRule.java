package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** CA/B Forum CSBR 3.10, 7.1.3.2: certificates are signed with SHA-2; a trusted root need not. */
final class ChainHashRule implements CertificateRule {
  @Override
  public List<Finding> check(SigningChain chain) {
    List<Finding> findings = new ArrayList<>();
    for (X509Certificate certificate : chain.certificates()) {
      String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
      boolean weak = algorithm.startsWith("SHA1") || algorithm.startsWith("MD");
      if (weak && !chain.roots().contains(certificate)) {
        findings.add(
            Finding.error(
                    "UC4004",
                    chain.subject(),
                    SigningChain.name(certificate)
                        + " is signed with "
                        + certificate.getSigAlgName())
                .because("Its hash function is broken.")
                .fixedBy("Use a certificate signed with SHA-256 or better."));
      }
    }
    return findings;
  }
}
