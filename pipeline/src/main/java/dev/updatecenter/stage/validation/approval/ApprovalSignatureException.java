package dev.updatecenter.stage.validation.approval;

/** The signature of an approval was not made by the key that it names. */
public final class ApprovalSignatureException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String by;

  ApprovalSignatureException(String by) {
    super("the signature was not made by the key that the document names");
    this.by = by;
  }

  /** Whose it claims to be. */
  public String by() {
    return by;
  }
}
