package dev.updatecenter.stage.flighting;

/** Which rule halts a ring by itself. */
public enum HaltRule {
  /** The failure rate is surely above the limit. */
  FAILURE_RATE("haltAboveFailures"),
  /** One of the codes came from too many devices. */
  ERROR_CODE("haltOnErrors");

  private final String wireName;

  HaltRule(String wireName) {
    this.wireName = wireName;
  }

  /** Its key in release.yaml. */
  public String wireName() {
    return wireName;
  }
}
