package dev.updatecenter.stage.publishing;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.NoSuchElementException;

/**
 * What a timestamp.json says of itself, for whoever does not verify it.
 *
 * @param version its number
 * @param expires from when on it is void
 */
record TimestampFacts(long version, Instant expires) {
  /**
   * Reads them.
   *
   * @param where for the error
   * @throws UpdateCenterException exit 11 when they are not there
   */
  static TimestampFacts of(byte[] bytes, Object where) {
    try {
      Node signed = Json.read(bytes, "timestamp.json").get("signed").orElseThrow();
      return new TimestampFacts(
          signed.integer("version").orElseThrow(() -> missing("version")),
          Instant.parse(signed.text("expires").orElseThrow(() -> missing("expiry"))));
    } catch (MalformedDocumentException | DateTimeParseException | NoSuchElementException e) {
      throw UpdateCenterException.error(
              "UC5103", ExitCode.UNTRUSTED, "the published timestamp.json cannot be read")
          .where(where)
          .why(String.valueOf(e.getMessage()))
          .fix("find out who wrote into the store")
          .state("nothing was published")
          .cause(e)
          .build();
    }
  }

  private static NoSuchElementException missing(String what) {
    return new NoSuchElementException("it says no " + what);
  }
}
