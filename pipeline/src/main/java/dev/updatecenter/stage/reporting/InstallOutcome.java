package dev.updatecenter.stage.reporting;

import java.util.Locale;

/** How far a device is with a release: {@code state} of a report. */
public enum InstallOutcome {
  /** About to restart into it; a final state follows, or the device is lost. */
  INSTALLING,
  /** Runs it. */
  SUCCEEDED,
  /** Could not install it. */
  FAILED;

  /**
   * Finds an outcome by its name in reports.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static InstallOutcome parse(String wireName) {
    for (InstallOutcome outcome : values()) {
      if (outcome.wireName().equals(wireName)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("not a state of a report: " + wireName);
  }

  /** The name in reports. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the device is done with the release, for better or worse. */
  public boolean isFinal() {
    return this != INSTALLING;
  }
}
