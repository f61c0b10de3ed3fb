package dev.updatecenter.capability.authenticode.timestamp;

import java.time.Duration;
import java.util.Optional;

/** An authority gave no good token, and why. */
final class AuthorityFault extends Exception {
  private final Kind kind;
  private final Optional<Duration> retryAfter;

  AuthorityFault(Kind kind, String why) {
    this(kind, why, Optional.empty());
  }

  /**
   * @param retryAfter when the authority wants to be asked again
   */
  AuthorityFault(Kind kind, String why, Optional<Duration> retryAfter) {
    super(why);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  Kind kind() {
    return kind;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Why, in words. */
  String why() {
    return String.valueOf(getMessage());
  }

  /** What went wrong, by what it says about the next request. */
  enum Kind {
    /** No answer in time: asking again costs as much time again. */
    SILENT(1, 1, true),
    /** No connection: asking again costs little. */
    UNREACHABLE(1, 3, true),
    /** It failed at its work: HTTP 5xx, or a status that says so. */
    FAILING(4, 4, true),
    /** It is alive and asks for patience: HTTP 429 or 503. */
    BUSY(8, 8, true),
    /** It will say the same again: it refuses us, or is no authority at all. */
    REFUSING(1, 1, false),
    /** It gave a token that is no good: nothing it says is to be used. */
    LYING(1, 1, false),
    /** A good token but for its time: its clock or ours is wrong. */
    OTHER_TIME(1, 1, false),
    /** A good token but for its chain: its root is not configured. */
    UNTRUSTED(1, 1, false);

    private final int strangers;
    private final int known;
    private final boolean mayPass;

    Kind(int strangers, int known, boolean mayPass) {
      this.strangers = strangers;
      this.known = known;
      this.mayPass = mayPass;
    }

    /** Whether waiting a little may mend it. */
    boolean mayPass() {
      return mayPass;
    }

    /** How many such faults in a row are enough to give it up. */
    int enough(boolean answeredBefore) {
      return answeredBefore ? known : strangers;
    }
  }
}
