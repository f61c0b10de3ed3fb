package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.submission.RingSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What never changes about a flight.
 *
 * @param product whose
 * @param number counts the product's flights from 1
 * @param ring the ring it moves
 * @param version the release's version
 * @param submission digest of the submission that the release came from
 * @param os the OS version it moves the ring to, if it does
 * @param ocp the OEM custom package version it moves the ring to, if it does
 * @param settings the rules it goes by
 * @param startedAt when, to the millisecond
 */
public record FlightFacts(
    ProductName product,
    long number,
    RingName ring,
    PackageVersion version,
    ContentDigest submission,
    Optional<PackageVersion> os,
    Optional<PackageVersion> ocp,
    FlightSettings settings,
    Instant startedAt) {
  /** Cuts the time to what every database keeps. */
  public FlightFacts {
    if (number < 1) {
      throw new IllegalArgumentException("flights count from 1");
    }
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Changes with any fact: what a ledger's row is held against after a restart. */
  public ContentDigest digest() {
    StringJoiner lines = new StringJoiner("\n");
    lines.add("flight/1").add(product.value()).add(Long.toString(number)).add(ring.value());
    lines.add(version.toString()).add(submission.hex()).add(text(os)).add(text(ocp));
    lines.add(Long.toString(startedAt.toEpochMilli()));
    lines.add(settings.halt().silentAfter().toMillis() + " " + settings.halt().devices());
    lines.add(settings.halt().codes().toString());
    RingSettings rules = settings.ring();
    lines.add(rules.automatic() + " " + rules.approvals());
    rules.ramp().forEach(s -> lines.add(s.percent() + " " + s.after().toMillis()));
    RingSettings.Gate gate = rules.gate();
    lines.add(gate.allEnrolled() + " " + gate.minDevices() + " " + gate.maxFailures());
    lines.add(gate.soak().toMillis() + " " + text(gate.successLowerBound()));
    lines.add(text(gate.haltAboveFailures()));
    return ContentDigest.of(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("-");
  }
}
