package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.Planning;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.planning.outlook.Answer;
import dev.updatecenter.stage.planning.outlook.GateOutlook;
import dev.updatecenter.stage.planning.outlook.MatrixRow;
import dev.updatecenter.stage.planning.outlook.RampOutlook;
import dev.updatecenter.stage.planning.outlook.RingOutlook;
import dev.updatecenter.stage.submission.RingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A ring of a plan in lines for people. */
final class PlanTable {
  private static final int MOST_ROWS = 20;

  private final RingOutlook ring;
  private final Planning.Ring planned;

  PlanTable(Planning.Ring planned) {
    this.planned = planned;
    this.ring = planned.outlook();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  ring " + ring.ring() + ": " + devices(ring.enrolled()) + " enrolled, " + change());
    ring.rows().stream()
        .sorted(Comparator.comparingInt(MatrixRow::devices).reversed())
        .limit(MOST_ROWS)
        .map(PlanTable::row)
        .forEach(lines::add);
    if (ring.rows().size() > MOST_ROWS) {
      lines.add("    and " + (ring.rows().size() - MOST_ROWS) + " states of fewer devices");
    }
    lines.add("    ramp: " + ring.ramp().stream().map(PlanTable::step).collect(join()));
    lines.add("    gate: " + gate(ring.gate()));
    lines.add("    starts " + start());
    return lines;
  }

  private String change() {
    return ring.changing()
        + " would change"
        + (ring.bytes() == 0
            ? ""
            : ", up to " + size(ring.mostBytes()) + " a device, " + size(ring.bytes()) + " in all");
  }

  private static String row(MatrixRow row) {
    String change =
        row.changes() ? words(row.now()) + " -> " + words(row.inShare()) : words(row.now());
    String way =
        row.way().steps().size() > 1
            ? ", way " + row.way().steps().stream().map(PackageVersion::toString).collect(join())
            : "";
    return "    %7d  %s: %s%s"
        .formatted(row.devices(), runs(row.state()), change, row.way().arrives() ? way : ", stuck");
  }

  private static String runs(RunningState state) {
    if (state.os().isEmpty()) {
      return "never reported" + state.release().map(v -> ", release " + v).orElse("");
    }
    return "OS "
        + text(state.os())
        + ", OCP "
        + text(state.ocp())
        + state.release().map(v -> ", release " + v).orElse("");
  }

  private static String words(Answer answer) {
    String release = answer.release().map(v -> " " + v).orElse("");
    return answer.packages() == 0
        ? answer.decision() + release
        : answer.decision()
            + release
            + " ("
            + answer.packages()
            + (answer.packages() == 1 ? " package, " : " packages, ")
            + size(answer.bytes())
            + ")";
  }

  private static String step(RampOutlook step) {
    String when = step.after().isZero() ? "at once" : "after " + time(step.after());
    return step.share() + " " + when + about(step) + devices(step.devices()) + ")";
  }

  /** Which devices are in a share is drawn when the flight starts, so their number is expected. */
  private static String about(RampOutlook step) {
    boolean exact = step.share().equals(Share.ALL) || step.share().equals(Share.NONE);
    return exact ? " (" : " (about ";
  }

  private static String gate(GateOutlook outlook) {
    RingSettings.Gate gate = outlook.gate();
    List<String> needs = new ArrayList<>();
    if (gate.allEnrolled()) {
      needs.add("every enrolled device reports, at least " + gate.minDevices());
      needs.add("at most " + gate.maxFailures() + " failed");
    } else {
      needs.add(gate.minDevices() + " devices report");
      gate.successLowerBound().ifPresent(b -> needs.add("success surely at least " + percent(b)));
    }
    needs.add("soak " + time(gate.soak()));
    gate.haltAboveFailures()
        .ifPresent(b -> needs.add("halts when failures are surely above " + percent(b)));
    return String.join(", ", needs) + "; " + devicesNeeded(outlook);
  }

  private static String devicesNeeded(GateOutlook outlook) {
    return outlook.devices().isEmpty()
        ? "no number of devices proves that"
        : "takes "
            + (outlook.gate().allEnrolled() ? "all of " : "")
            + devices(outlook.devices().getAsInt())
            + (outlook.gate().allEnrolled() ? "" : " without a failure");
  }

  private String start() {
    String approvals =
        planned.approvals() == 0
            ? ""
            : ", needs "
                + planned.approvals()
                + (planned.approvals() == 1 ? " approval" : " approvals");
    return (planned.automatic() ? "once the ring before has passed" : "by 'ducctl flight'")
        + approvals;
  }

  private static String percent(double rate) {
    return java.math.BigDecimal.valueOf(rate).movePointRight(2).stripTrailingZeros().toPlainString()
        + " %";
  }

  private static String time(Duration time) {
    if (time.toMinutes() == 0 || time.toSecondsPart() != 0) {
      return time.toSeconds() + " s";
    }
    return time.toMinutes() % 60 == 0 ? time.toHours() + " h" : time.toMinutes() + " min";
  }

  private static String size(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    double amount = bytes;
    int unit = 0;
    while (amount >= 1024 && unit + 1 < units.length) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, units[unit]);
  }

  private static String devices(long count) {
    return count == 1 ? "1 device" : count + " devices";
  }

  private static String text(Optional<PackageVersion> version) {
    return version.map(PackageVersion::toString).orElse("?");
  }

  private static java.util.stream.Collector<CharSequence, ?, String> join() {
    return Collectors.joining(", ");
  }
}
