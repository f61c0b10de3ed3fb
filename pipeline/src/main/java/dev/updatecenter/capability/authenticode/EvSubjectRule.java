package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** CA/B Forum CSBR 3.10, 7.1.4.2.2: an EV subject says who the company is, and where. */
final class EvSubjectRule implements CertificateRule {
  private static final Map<String, String> WANTED =
      Map.of(
          "2.5.4.15", "businessCategory",
          "2.5.4.5", "serialNumber",
          "1.3.6.1.4.1.311.60.2.1.3", "jurisdictionCountryName");

  @Override
  public List<Finding> check(SigningChain chain) {
    Set<String> present = CertificateExtensions.subjectAttributes(chain.leaf());
    Set<String> missing = new TreeSet<>();
    WANTED.forEach(
        (oid, name) -> {
          if (!present.contains(oid)) {
            missing.add(name);
          }
        });
    return missing.isEmpty()
        ? List.of()
        : List.of(
            Finding.error("UC4002", chain.subject(), "The certificate's subject lacks " + missing)
                .because("An EV certificate's subject carries them.")
                .fixedBy("Ask the authority for a certificate with a full EV subject."));
  }
}
