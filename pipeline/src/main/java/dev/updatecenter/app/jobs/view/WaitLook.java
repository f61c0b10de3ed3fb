package dev.updatecenter.app.jobs.view;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.flighting.Flight;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How far what is waited for is, at one look.
 *
 * @param state reached, pending or halted
 * @param earliest before when it is not reached; the moment of the look once it is, and where only
 *     reports or people are missing
 * @param missing what is missing, a sentence each
 * @param flight of the release, in the ring or in the last one before that has it
 * @param findings what else stands against it
 */
public record WaitLook(
    State state, Instant earliest, List<String> missing, Flight flight, List<Finding> findings) {
  /** Copies. */
  public WaitLook {
    missing = List.copyOf(missing);
    findings = List.copyOf(findings);
  }

  /** How far it is. */
  public enum State {
    /** It is there. */
    REACHED,
    /** It may come. */
    PENDING,
    /** The release is halted on its way. */
    HALTED;

    /** The word in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
