package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.submission.RingSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What a flight would change in one ring.
 *
 * @param version the release's
 * @param settings how the ring would be flighted
 * @param rows its devices
 * @param ramp its steps
 * @param gate what it takes to pass
 * @param findings what to think of before it starts, gravest first
 */
public record RingOutlook(
    PackageVersion version,
    RingSettings settings,
    List<MatrixRow> rows,
    List<RampOutlook> ramp,
    GateOutlook gate,
    List<Finding> findings) {
  /** Copies. */
  public RingOutlook {
    rows = List.copyOf(rows);
    ramp = List.copyOf(ramp);
    findings = findings.stream().sorted(Finding.ORDER).toList();
  }

  /**
   * Looks ahead.
   *
   * @param now what the ring sees
   * @param release what would be flighted
   */
  public static RingOutlook of(
      RingSight now,
      OfferRelease release,
      RingSettings settings,
      ReportedDevices devices,
      RingStates ring) {
    PlanMatrix matrix = new PlanMatrix(now, release, devices);
    List<MatrixRow> rows = matrix.rows(ring);
    int enrolled = rows.stream().mapToInt(MatrixRow::devices).sum();
    List<Finding> findings = new ArrayList<>(LeftBehind.findings(settings.ring(), matrix, ring));
    NobodyMoves.finding(settings.ring(), release, rows).ifPresent(findings::add);
    return new RingOutlook(
        release.version(),
        settings,
        rows,
        RampOutlook.of(settings, changing(rows)),
        GateOutlook.of(settings.gate(), enrolled),
        findings);
  }

  /** Which ring. */
  public RingName ring() {
    return settings.ring();
  }

  /** How many devices it has. */
  public int enrolled() {
    return gate.enrolled();
  }

  /** How many devices take something else once the flight has reached all. */
  public long changing() {
    return changing(rows);
  }

  /** What all of them fetch together, in bytes. */
  public long bytes() {
    return rows.stream().mapToLong(r -> r.bytes() * r.devices()).sum();
  }

  /** The most that one of them fetches, in bytes. */
  public long mostBytes() {
    return rows.stream().mapToLong(MatrixRow::bytes).max().orElse(0);
  }

  /** The same for a ring whose turn has not come: that its gate is out of reach today, too. */
  public RingOutlook ahead() {
    List<Finding> all = new ArrayList<>(findings);
    if (!gate.isReachable()) {
      all.add(tooFew());
    }
    return new RingOutlook(version, settings, rows, ramp, gate, all);
  }

  private Finding tooFew() {
    String asks =
        gate.devices().isPresent()
            ? "asks for " + gate.devices().getAsInt() + " devices that succeed"
            : "asks for a success rate that no number of devices proves";
    return Finding.warning(
            "UC6064", ring().value(), "the gate " + asks + ", the ring has " + enrolled())
        .because("its flight is refused as long as that is so (UC6004)")
        .fixedBy("enrol more devices before its turn comes, or ask for less in 'gate'");
  }

  private static long changing(List<MatrixRow> rows) {
    return rows.stream().filter(MatrixRow::changes).mapToLong(MatrixRow::devices).sum();
  }
}
