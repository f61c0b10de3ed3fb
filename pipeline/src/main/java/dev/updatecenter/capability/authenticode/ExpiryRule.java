package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says early when the certificate is going to end: a new EV certificate takes weeks. */
final class ExpiryRule implements CertificateRule {
  private static final long WARN_DAYS = 60;

  @Override
  public List<Finding> check(SigningChain chain) {
    return chain.certificates().stream()
        .filter(certificate -> !chain.roots().contains(certificate))
        .flatMap(certificate -> check(certificate, chain).stream())
        .toList();
  }

  private static Optional<Finding> check(X509Certificate certificate, SigningChain chain) {
    Instant end = certificate.getNotAfter().toInstant();
    long days = Duration.between(chain.at(), end).toDays();
    if (end.isBefore(chain.at()) || days > WARN_DAYS) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.warning(
                "UC4008",
                chain.subject(),
                SigningChain.name(certificate) + " ends in " + days + " days, " + end)
            .because("Nothing can be signed with it after that.")
            .fixedBy("Order its renewal now."));
  }
}
