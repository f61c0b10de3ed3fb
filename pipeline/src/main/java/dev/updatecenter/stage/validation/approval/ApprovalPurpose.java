package dev.updatecenter.stage.validation.approval;

/** What an approval lets happen. One for another purpose lets nothing happen. */
public enum ApprovalPurpose {
  /** The use of the release key on the single file that has the digest. */
  SIGNING("signing"),
  /** The signing of a release, its publication and its flights, by the plan that has the digest. */
  PLAN("plan"),
  /** The move of a ring by the plan that has the digest. */
  FLIGHT("flight");

  private final String wireName;

  ApprovalPurpose(String wireName) {
    this.wireName = wireName;
  }

  /** The word in the document. */
  public String wireName() {
    return wireName;
  }

  /**
   * Parses the word in a document.
   *
   * @throws IllegalArgumentException for any other
   */
  public static ApprovalPurpose parse(String word) {
    for (ApprovalPurpose purpose : values()) {
      if (purpose.wireName.equals(word)) {
        return purpose;
      }
    }
    throw new IllegalArgumentException("is no purpose: " + word);
  }
}
