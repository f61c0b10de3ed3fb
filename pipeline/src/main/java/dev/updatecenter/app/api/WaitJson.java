package dev.updatecenter.app.api;

import java.util.List;

/**
 * The result of {@code wait}.
 *
 * @param goal {@code passed} or {@code active}
 * @param state {@code reached}, {@code pending} when it was given up, {@code halted}
 * @param earliest before when it is not reached, RFC 3339; the moment of the look once it is
 * @param missing what was missing at the last look, a sentence each
 * @param flight of the release, in the ring or in the last one before that has it
 */
public record WaitJson(
    int schemaVersion,
    String product,
    String ring,
    String release,
    String goal,
    String state,
    String earliest,
    List<String> missing,
    FlightJson flight,
    List<FindingJson> findings) {
  /** Copies. */
  public WaitJson {
    missing = List.copyOf(missing);
    findings = List.copyOf(findings);
  }
}
