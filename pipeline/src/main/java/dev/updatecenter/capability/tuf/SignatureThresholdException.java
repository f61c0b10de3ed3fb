package dev.updatecenter.capability.tuf;

/** Fewer distinct trusted keys signed the file than its role asks for (TUF 5.3.4 to 5.6.3). */
public final class SignatureThresholdException extends TufVerificationException {
  private final int valid;
  private final int threshold;

  SignatureThresholdException(String file, String authority, int valid, int threshold) {
    super(
        "UC5001",
        file,
        valid + " of the " + threshold + " signatures that " + authority + " asks for are valid");
    this.valid = valid;
    this.threshold = threshold;
  }

  /** How many distinct trusted keys signed it. */
  public int valid() {
    return valid;
  }

  /** How many it takes. */
  public int threshold() {
    return threshold;
  }
}
