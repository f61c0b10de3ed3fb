package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.EdgeReader;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads what was just uploaded back through the address that devices use: each object whole, its
 * header fields, and one range. A cache that is behind gets two minutes.
 */
public final class EdgeVerifier {
  /** How long an edge may be behind. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int TOLD = 10;

  private final EdgeReader edge;
  private final Progress progress;
  private final Clock clock;
  private final Pause pause;

  /** Waits between two looks; a test passes one that moves its clock. */
  @FunctionalInterface
  public interface Pause {
    /** Waits on the clock of the machine. */
    Pause REAL = duration -> Thread.sleep(duration.toMillis());

    /** Waits that long. */
    void await(Duration duration) throws InterruptedException;
  }

  /**
   * Reads through an edge.
   *
   * @param edge the public address
   */
  public EdgeVerifier(EdgeReader edge, Progress progress, Clock clock, Pause pause) {
    this.edge = edge;
    this.progress = progress;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Reads objects back that lie in the store and that the edge was never asked for: an answer of
   * "none" given before would be what a cache remembers.
   *
   * @throws UpdateCenterException exit 7: UC5101 when one is missing or other than uploaded after
   *     two minutes, UC5110 when a rule of the edge is not as devices need it; it names them all,
   *     ten of them with what was seen
   */
  public void verify(Collection<EdgeObject> objects) {
    EdgeCheck check = new EdgeCheck(edge, clock);
    Collection<EdgeObject> left = objects;
    String label = "Reading back";
    Instant end = Instant.MAX;
    Duration waited = Duration.ZERO;
    for (Duration next = FIRST_PAUSE; !left.isEmpty(); next = longer(next)) {
      EdgeRound.Found found = EdgeRound.of(left, check, progress, label);
      if (found.isGood()) {
        return;
      }
      end = end.equals(Instant.MAX) ? clock.instant().plus(PATIENCE) : end;
      if (!edge.isHttp() || !found.mayPass() || isOver(waited, end)) {
        throw refused(found, objects.size());
      }
      Duration rest = least(next, PATIENCE.minus(waited));
      say(found, rest);
      await(rest);
      waited = waited.plus(rest);
      left = again(found);
      label = "Reading back again";
    }
  }

  /**
   * Looks how long the edge keeps the timestamp that was just swapped, and warns (UC5112) where
   * devices would see it late. Asks once, waits for nothing, stops nothing.
   */
  public void warnOfDelay(BlobName timestamp, byte[] live) {
    new EdgeFreshness(edge).delay(timestamp, live).ifPresent(progress::warn);
  }

  /** By the clock, and by the pauses: a clock that stands or is set back must not hold a run. */
  private boolean isOver(Duration waited, Instant end) {
    return waited.compareTo(PATIENCE) >= 0 || !clock.instant().isBefore(end);
  }

  private static Duration longer(Duration pause) {
    return least(pause.multipliedBy(2), LONGEST_PAUSE);
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static List<EdgeObject> again(EdgeRound.Found found) {
    List<EdgeObject> again = new ArrayList<>(found.faults().keySet());
    again.addAll(found.unseen());
    return again;
  }

  private void say(EdgeRound.Found found, Duration rest) {
    String first =
        found.faults().entrySet().stream()
            .findFirst()
            .map(e -> e.getKey().name() + ": " + e.getValue().what())
            .orElse("");
    progress.say(
        found.faults().size()
            + " new objects are not at the public address yet ("
            + first
            + "); asking again in "
            + rest.toSeconds()
            + " s");
  }

  private void await(Duration rest) {
    try {
      pause.await(rest);
    } catch (InterruptedException e) {
      throw Transfers.interrupted(e);
    }
  }

  private UpdateCenterException refused(EdgeRound.Found found, int all) {
    boolean rules = !found.mayPass();
    int broken = found.faults().size();
    String of = broken + " of " + all + " new objects ";
    return UpdateCenterException.error(
            rules ? "UC5110" : "UC5101",
            ExitCode.FAILED,
            rules
                ? of + "are not served the way devices need it"
                : of + "are not served as they were uploaded")
        .where(edge + " " + found.faults().firstKey().name())
        .why(why(found))
        .fix(
            rules
                ? "mend this rule of the edge, then run the same command again"
                : "check publicUrl and the edge's cache rules, then run the same command again")
        .state(
            "the new objects are uploaded; timestamp.json, which leads devices to them, was not changed")
        .build();
  }

  private static String why(EdgeRound.Found found) {
    String told =
        found.faults().entrySet().stream()
            .limit(TOLD)
            .map(e -> e.getKey().name() + ": " + e.getValue())
            .collect(Collectors.joining("; "));
    int more = found.faults().size() - TOLD;
    String rest = more > 0 ? "; and " + more + " more" : "";
    int unseen = found.unseen().size();
    return told + rest + (unseen > 0 ? "; " + unseen + " others were not looked at" : "");
  }
}
