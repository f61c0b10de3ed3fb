package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Says early when the certificate is going to end: a new EV certificate takes weeks. */
final class ExpiryRule implements CertificateRule {
  private static final long WARN_DAYS = 60;

  @Override
  public List<Finding> check(SigningChain chain) {
    Instant end = chain.leaf().getNotAfter().toInstant();
    long days = Duration.between(chain.at(), end).toDays();
    return !end.isBefore(chain.at()) && days <= WARN_DAYS
        ? List.of(
            Finding.warning(
                    "UC4008", chain.subject(), "The certificate ends in " + days + " days, " + end)
                .because("Nothing can be signed with it after that.")
                .fixedBy("Order its renewal now."))
        : List.of();
  }
}
