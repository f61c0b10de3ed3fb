package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.EdgeAnswer;
import dev.updatecenter.capability.blobstore.EdgeReader;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Reads one object back as a device does: whole, with its header fields, and one part of it, which
 * is what a device asks for that goes on with a download.
 */
final class EdgeCheck {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  // A line that gives less would take three hours for a gigabyte.
  private static final long LEAST_RATE = 100_000;
  private static final int BLOCK = 1 << 16;

  private final EdgeReader edge;
  private final Clock clock;

  EdgeCheck(EdgeReader edge, Clock clock) {
    this.edge = edge;
    this.clock = clock;
  }

  /**
   * What is wrong with an object; empty when nothing is.
   *
   * @param read is told how many bytes came, as they come
   */
  Optional<EdgeFault> fault(EdgeObject object, LongConsumer read) {
    RangeSample sample = RangeSample.of(object);
    try {
      Optional<EdgeFault> whole = whole(object, sample, read);
      return whole.isPresent() || object.length() == 0 ? whole : part(object, sample);
    } catch (IOException e) {
      return Optional.of(EdgeFault.silent(EdgeFault.plain(String.valueOf(e))));
    } catch (UpdateCenterException e) {
      if (!edge.isHttp()) {
        throw e; // a disk, which says best what ails it
      }
      return Optional.of(new EdgeFault(EdgeFault.plain(e.why()), "", false));
    }
  }

  private Optional<EdgeFault> whole(EdgeObject object, RangeSample sample, LongConsumer read)
      throws IOException {
    try (EdgeAnswer answer = edge.get(object.name())) {
      if (answer.status() != 200) {
        return Optional.of(EdgeFault.passing("status " + answer.status(), answer));
      }
      Optional<EdgeFault> fields =
          edge.isHttp() ? EdgeHeaders.fault(answer, object.length()) : Optional.empty();
      return fields.isPresent() ? fields : content(answer, object, sample, read);
    }
  }

  private Optional<EdgeFault> content(
      EdgeAnswer answer, EdgeObject object, RangeSample sample, LongConsumer read)
      throws IOException {
    var sha256 = ContentDigest.newSha256();
    Instant end = clock.instant().plus(PATIENCE).plusSeconds(object.length() / LEAST_RATE);
    byte[] block = new byte[BLOCK];
    long length = 0;
    for (int got = answer.content().read(block);
        got >= 0 && length <= object.length();
        got = answer.content().read(block)) {
      sha256.update(block, 0, got);
      sample.take(length, block, got);
      length += got;
      read.accept(got);
      if (clock.instant().isAfter(end)) {
        return fault("only " + length + " of " + object.length() + " bytes came in time", answer);
      }
    }
    if (length != object.length()) {
      String given = length > object.length() ? "more than " + object.length() : "" + length;
      return fault(given + " bytes, not " + object.length(), answer);
    }
    ContentDigest actual = ContentDigest.from(sha256);
    return actual.equals(object.sha256())
        ? Optional.empty()
        : fault("SHA-256 " + actual + ", uploaded was " + object.sha256(), answer);
  }

  private Optional<EdgeFault> part(EdgeObject object, RangeSample sample) throws IOException {
    try (EdgeAnswer answer = edge.get(object.name(), sample.first(), sample.last())) {
      if (answer.status() == 200) {
        return Optional.of(EdgeFault.lasting("a range was asked for and the whole came", answer));
      }
      if (answer.status() != 206) {
        return fault("status " + answer.status() + " for " + sample, answer);
      }
      // RFC 9110 14.4
      String expected = sample + "/" + object.length();
      String given = answer.field("Content-Range").orElse("none");
      if (edge.isHttp() && !given.equals(expected)) {
        String what = "Content-Range is " + EdgeFault.plain(given) + ", not " + expected;
        return Optional.of(EdgeFault.lasting(what, answer));
      }
      return sample.isIn(answer.content())
          ? Optional.empty()
          : fault("other bytes for " + sample + " than in the whole", answer);
    }
  }

  private static Optional<EdgeFault> fault(String what, EdgeAnswer answer) {
    return Optional.of(EdgeFault.passing(what, answer));
  }
}
