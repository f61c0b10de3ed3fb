package dev.updatecenter.testing.workflow;

import java.util.Arrays;

/** What a client of ours says at the end of a visit, by the stable code of its error. */
public enum Verdict {
  ACCEPTED("accepted"),
  NO_SUCH_TARGET("no such target"),
  EXPIRED("UC5003"),
  ROLLED_BACK("UC5002"),
  BELOW_THRESHOLD("UC5001"),
  VERSION_DIFFERS("UC5004"),
  HASH_DIFFERS("UC5005"),
  LENGTH_DIFFERS("UC5006"),
  TOO_LARGE("UC5007"),
  WRONG_TYPE("UC5008"),
  MALFORMED("UC5009"),
  ROOT_VERSION("UC5010"),
  NOT_IN_SNAPSHOT("UC5011"),
  SPEC_VERSION("UC5012"),
  BLOB_TOO_LARGE("UC5044"),
  CONTENT_DIFFERS("UC7107");

  private final String code;

  Verdict(String code) {
    this.code = code;
  }

  /** The error's code; for the first two, which are none, words. */
  public String code() {
    return code;
  }

  /** Whether a client that says so takes nothing. */
  public boolean isRefusal() {
    return this != ACCEPTED;
  }

  /** The verdict of an error's code. */
  public static Verdict ofCode(String code) {
    return Arrays.stream(values())
        .filter(verdict -> verdict.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no verdict has the code " + code));
  }
}
