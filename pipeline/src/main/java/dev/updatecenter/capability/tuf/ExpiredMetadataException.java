package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ExitCode;
import java.time.Instant;

/** The file is out of its time: a freeze, or a publisher that fell asleep (TUF 5.3.10 to 5.6.5). */
public final class ExpiredMetadataException extends TufVerificationException {
  private final Instant expires;
  private final Instant at;

  ExpiredMetadataException(String file, Instant expires, Instant at) {
    super("UC5003", file, "expired at " + expires + "; the update began at " + at);
    this.expires = expires;
    this.at = at;
  }

  /** When the file expired. */
  public Instant expires() {
    return expires;
  }

  /** The instant it was judged at. */
  public Instant at() {
    return at;
  }

  @Override
  public ExitCode exit() {
    return ExitCode.EXPIRED;
  }
}
