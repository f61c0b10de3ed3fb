package dev.updatecenter.app.api;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.planning.outlook.Answer;
import dev.updatecenter.stage.planning.outlook.GateOutlook;
import dev.updatecenter.stage.planning.outlook.MatrixRow;
import dev.updatecenter.stage.planning.outlook.RampOutlook;
import dev.updatecenter.stage.planning.outlook.RingOutlook;
import dev.updatecenter.stage.submission.RingSettings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ring of a plan.
 *
 * @param start {@code automatic} or {@code manual}
 * @param approvals how many its flight needs
 * @param enrolled how many devices it has
 * @param changing how many of them would take something else
 * @param bytesADevice the most that one of them fetches
 * @param bytes what all of them fetch together
 */
public record OutlookRingJson(
    String ring,
    String version,
    String start,
    int approvals,
    int enrolled,
    long changing,
    long bytesADevice,
    long bytes,
    List<StepJson> ramp,
    GateNeedsJson gate,
    List<StateJson> states,
    List<FindingJson> findings) {
  /** Copies. */
  public OutlookRingJson {
    ramp = List.copyOf(ramp);
    states = List.copyOf(states);
    findings = List.copyOf(findings);
  }

  /** The shape of a ring. */
  public static OutlookRingJson of(RingOutlook ring, boolean automatic, int approvals) {
    return new OutlookRingJson(
        ring.ring().value(),
        ring.version().toString(),
        automatic ? "automatic" : "manual",
        approvals,
        ring.enrolled(),
        ring.changing(),
        ring.mostBytes(),
        ring.bytes(),
        ring.ramp().stream().map(StepJson::of).toList(),
        GateNeedsJson.of(ring.gate()),
        ring.rows().stream().map(StateJson::of).toList(),
        FindingJson.of(ring.findings()));
  }

  /**
   * A step of the ramp.
   *
   * @param share of the ring's devices, 0 to 1
   * @param afterSeconds since the flight's start
   * @param devices how many take something else by then: what the share makes of them
   */
  public record StepJson(BigDecimal share, long afterSeconds, long devices) {
    static StepJson of(RampOutlook step) {
      return new StepJson(step.share().fraction(), step.after().toSeconds(), step.devices());
    }
  }

  /**
   * What it takes to pass.
   *
   * @param needed how many devices have to succeed at least when none fails; null when no number
   *     does
   * @param reachable whether the ring has as many
   */
  public record GateNeedsJson(
      boolean allEnrolled,
      int minDevices,
      int maxFailures,
      long soakSeconds,
      @Nullable Double successLowerBound,
      @Nullable Double haltAboveFailures,
      @Nullable Integer needed,
      boolean reachable) {
    static GateNeedsJson of(GateOutlook outlook) {
      RingSettings.Gate gate = outlook.gate();
      return new GateNeedsJson(
          gate.allEnrolled(),
          gate.minDevices(),
          gate.maxFailures(),
          gate.soak().toSeconds(),
          gate.successLowerBound().orElse(null),
          gate.haltAboveFailures().orElse(null),
          outlook.devices().isPresent() ? outlook.devices().getAsInt() : null,
          outlook.isReachable());
    }
  }

  /**
   * Devices that run the same and are told the same.
   *
   * @param os null where they never reported
   * @param release the highest release that they said to have installed
   * @param changes whether they would take something else
   * @param way the releases they take on their way to the newest one
   * @param obstacles why the way ends before it; empty when it does not
   */
  public record StateJson(
      @Nullable String os,
      @Nullable String ocp,
      @Nullable String release,
      int devices,
      boolean changes,
      AnswerJson now,
      AnswerJson inShare,
      AnswerJson outsideShare,
      List<String> way,
      List<String> obstacles) {
    static StateJson of(MatrixRow row) {
      RunningState state = row.state();
      return new StateJson(
          text(state.os()),
          text(state.ocp()),
          text(state.release()),
          row.devices(),
          row.changes(),
          AnswerJson.of(row.now()),
          AnswerJson.of(row.inShare()),
          AnswerJson.of(row.outsideShare()),
          row.way().steps().stream().map(PackageVersion::toString).toList(),
          row.way().obstacles());
    }
  }

  /** What a device is told; {@code decision} as {@code device scan} has it. */
  public record AnswerJson(
      String decision, @Nullable String release, int packages, long bytes, List<String> reasons) {
    static AnswerJson of(Answer answer) {
      return new AnswerJson(
          answer.decision(),
          text(answer.release()),
          answer.packages(),
          answer.bytes(),
          answer.reasons());
    }
  }

  private static @Nullable String text(Optional<PackageVersion> version) {
    return version.map(PackageVersion::toString).orElse(null);
  }
}
