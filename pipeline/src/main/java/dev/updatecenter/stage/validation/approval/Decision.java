package dev.updatecenter.stage.validation.approval;

/** What somebody decided. Of one person the latest counts. */
public enum Decision {
  /** It may go on, as far as this person is concerned. */
  APPROVE("approve"),
  /** It may not, whoever else approved. */
  REJECT("reject");

  private final String wireName;

  Decision(String wireName) {
    this.wireName = wireName;
  }

  /** The word in the document, and the command. */
  public String wireName() {
    return wireName;
  }

  /**
   * Parses the word in a document.
   *
   * @throws IllegalArgumentException for any other
   */
  public static Decision parse(String word) {
    for (Decision decision : values()) {
      if (decision.wireName.equals(word)) {
        return decision;
      }
    }
    throw new IllegalArgumentException("is no decision: " + word);
  }
}
