package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Severity;

/**
 * A code that a flight may be refused or warned with: a case that gets it, and one that does not.
 *
 * @param what differs between them
 */
record FlightExample(
    String code, Severity severity, String what, FlightScene fails, FlightScene passes) {
  @Override
  public String toString() {
    return code + " " + severity + ": " + what;
  }
}
