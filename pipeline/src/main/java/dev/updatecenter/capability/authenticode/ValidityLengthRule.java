package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * CA/B Forum CSBR 3.10, 6.3.2: at most 460 days when issued on or after 2026-03-01, 39 months
 * before. A warning: the file is no worse for it, the authority is.
 */
final class ValidityLengthRule implements CertificateRule {
  private static final Instant CHANGE = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration SINCE = Duration.ofDays(460);
  private static final int MONTHS_BEFORE = 39;

  @Override
  public List<Finding> check(SigningChain chain) {
    Instant from = chain.leaf().getNotBefore().toInstant();
    Instant to = chain.leaf().getNotAfter().toInstant();
    Instant latest =
        from.isBefore(CHANGE)
            ? from.atOffset(ZoneOffset.UTC).plusMonths(MONTHS_BEFORE).toInstant()
            : from.plus(SINCE);
    return to.isAfter(latest)
        ? List.of(
            Finding.warning(
                    "UC4006",
                    chain.subject(),
                    "The certificate lives "
                        + Duration.between(from, to).toDays()
                        + " days, longer than the CA/B Forum allows")
                .because("One issued " + from + " may live until " + latest + ".")
                .fixedBy("Renew it at an authority that keeps the rules."))
        : List.of();
  }
}
