package dev.updatecenter.kernel.core;

/** How the process ends: an interface that scripts rely on. */
public enum ExitCode {
  /** Done, or nothing to do. */
  DONE(0),
  /** A bug of ours. */
  BUG(1),
  /** Usage or configuration. */
  USAGE(2),
  /** Findings at or above {@code failOn}. */
  FINDINGS(3),
  /** Not allowed, also a wrong PIN. */
  NOT_ALLOWED(4),
  /** What was named does not exist. */
  NOT_FOUND(5),
  /** A version not higher, a stale plan, another publisher that won. */
  CONFLICT(6),
  /** A step, gate or ring failed, or this run halted a ring. */
  FAILED(7),
  /** Work goes on; worth a retry. */
  PENDING(8),
  /** Waits for an approval. */
  APPROVAL(9),
  /** Carries no signature. */
  UNSIGNED(10),
  /** Untrusted or invalid. */
  UNTRUSTED(11),
  /** Expired metadata or certificate. */
  EXPIRED(12),
  /** A store, an edge or every timestamp authority is unreachable after retries. */
  UNAVAILABLE(13),
  /** Disk or file. */
  DISK(14),
  /** Interrupted by SIGINT. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process's exit status. */
  public int code() {
    return code;
  }

  /** Whether the same command may work later without a change. */
  public boolean retryable() {
    return this == PENDING || this == UNAVAILABLE;
  }
}
