package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.util.List;
import java.util.regex.Pattern;

/** Certificates of the lab say TEST in every name; devices in the market must never see them. */
final class TestCertificateRule implements CertificateRule {
  private static final Pattern TEST = Pattern.compile("(?<![A-Za-z0-9])TEST(?![A-Za-z0-9])");

  @Override
  public List<Finding> check(SigningChain chain) {
    return chain.certificates().stream()
        .map(SigningChain::name)
        .filter(name -> TEST.matcher(name).find())
        .map(
            name ->
                Finding.error("UC4009", chain.subject(), "A test certificate: " + name)
                    .because("Profile production signs with real certificates only.")
                    .fixedBy("Configure the EV key, or set profile: lab in policy.yaml."))
        .toList();
  }
}
