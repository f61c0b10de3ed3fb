package dev.updatecenter.stage.validation.approval;

/** What an approval lets happen. One for another purpose lets nothing happen. */
public enum ApprovalPurpose {
  /** The use of the release key on the single file that has the digest. */
  SIGNING("signing"),
  /** The signing of a release, its publication and its flights, by the plan that has the digest. */
  PLAN("plan"),
  /** The move of a ring by the plan that has the digest. */
  FLIGHT("flight"),
  /** The registration of the policy.yaml that has the digest. */
  POLICY("policy"),
  /** That the certificate that has the digest may submit. */
  REGISTER_PUBLISHER("register-publisher"),
  /** That the certificate that has the digest may submit no longer. */
  RETIRE_PUBLISHER("retire-publisher");

  private final String wireName;

  ApprovalPurpose(String wireName) {
    this.wireName = wireName;
  }

  /** The word in the document. */
  public String wireName() {
    return wireName;
  }

  /** Whether it changes what binds a product. */
  public boolean changesPolicy() {
    return this == POLICY || this == REGISTER_PUBLISHER || this == RETIRE_PUBLISHER;
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
