package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.capability.devicemodel.Servicing;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.flighting.DeviceGroup;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Of a long-term product it is known until when Microsoft mends its Windows: UC6033 unknown, UC6034
 * it ends within a year, UC6035 it has ended. What a single device reports refuses no flight.
 */
final class SupportEndRule implements FlightRule {
  private static final Period NEAR = Period.ofYears(1);

  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    if (flight.model().servicing() != Servicing.LTSC) {
      return;
    }
    Set<BuildFamily> own = new LinkedHashSet<>();
    own.add(BuildFamily.of(flight.model().baselineOs()));
    flight.request().os().map(BuildFamily::of).ifPresent(own::add);
    Stream<BuildFamily> reported =
        flight.groups().stream().map(DeviceGroup::os).map(BuildFamily::of);
    Stream.concat(own.stream(), reported)
        .distinct()
        .flatMap(family -> finding(flight, family, own.contains(family)).stream())
        .forEach(report);
  }

  private static Optional<Finding> finding(FlightCase flight, BuildFamily family, boolean own) {
    Optional<LocalDate> end = LongTermSupport.end(flight.model().edition(), family);
    if (end.isEmpty()) {
      return Optional.of(unknown(flight, family, own));
    }
    LocalDate today = flight.context().now().atZone(ZoneOffset.UTC).toLocalDate();
    if (today.isAfter(end.get())) {
      return Optional.of(
          Finding.warning(
                  "UC6035",
                  family.toString(),
                  "support of Windows " + family + " ended on " + end.get())
              .because("Microsoft mends no vulnerability of it any more")
              .fixedBy("plan the product's move to a newer long-term release"));
    }
    return today.isBefore(end.get().minus(NEAR))
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                    "UC6034",
                    family.toString(),
                    "support of Windows " + family + " ends on " + end.get())
                .because("from then on Microsoft mends no vulnerability of it")
                .fixedBy("plan the product's move to a newer long-term release"));
  }

  private static Finding unknown(FlightCase flight, BuildFamily family, boolean own) {
    String message =
        "there is no known long-term release of Windows "
            + family
            + " for "
            + flight.model().edition().wireName();
    Finding finding =
        own
            ? Finding.error("UC6033", family.toString(), message)
            : Finding.warning("UC6033", family.toString(), message);
    return finding
        .because("product.yaml says 'servicing: ltsc', and nobody knows until when it is supported")
        .fixedBy(
            "mend 'servicing', 'edition' or 'baseline.os' of product.yaml; for a Windows that is"
                + " newer than this program use a newer version of it");
  }
}
