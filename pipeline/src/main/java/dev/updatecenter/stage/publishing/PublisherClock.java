package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds this machine's clock against others before anything is signed or made live by it. What is
 * signed by a clock that is behind is expired when devices get it; by one that is ahead, it lets a
 * mirror hold news back for as long.
 */
record PublisherClock(PublishedMetadata published, Clock clock) {
  /** A timestamp is good for three days and renewed after one: with this the last is left. */
  private static final Duration BEHIND_METADATA = Duration.ofDays(1);

  private static final Duration OFF_STORE = Duration.ofHours(1);
  private static final Duration VALIDITY = ExpiryPolicy.STANDARD.timestamp();

  /**
   * Compares with the last signature, where the store has no clock to ask.
   *
   * @throws UpdateCenterException exit 7 when it was made more than a day from now
   */
  void requireAfter(VersionedBlob live) {
    if (isAhead(live)) {
      throw wrong(
          "UC5122",
          "what is published was signed at " + signed(live) + ", and here it is " + clock.instant(),
          "set this machine's clock; if it is right, then the last publisher's was not:"
              + " 'ducctl refresh --trust-clock' signs anew by this one, and the next publication"
              + " works again");
    }
  }

  /** Whether it was signed more than a day from now, and no clock of the store can tell better. */
  boolean isAhead(VersionedBlob live) {
    return !published.store().hasOwnClock()
        && clock.instant().plus(BEHIND_METADATA).isBefore(signed(live));
  }

  private Instant signed(VersionedBlob live) {
    return TimestampFacts.of(live.bytes(), published.timestampName()).expires().minus(VALIDITY);
  }

  /**
   * Compares with the store's clock, where it has one.
   *
   * @param written what was uploaded just now
   * @throws UpdateCenterException exit 7 when the two are more than an hour apart
   */
  void requireStoreTime(BlobName written) {
    if (!published.store().hasOwnClock()) {
      return;
    }
    Instant now = clock.instant();
    Optional<Instant> there;
    try (Stream<ListedBlob> listed = published.store().list(written.value())) {
      there = listed.filter(b -> b.name().equals(written)).map(ListedBlob::modified).findFirst();
    }
    if (there.filter(at -> Duration.between(at, now).abs().compareTo(OFF_STORE) > 0).isPresent()) {
      throw wrong(
          "UC5123",
          "the store wrote " + written + " at " + there.get() + ", and here it is " + now,
          "set this machine's clock, then run the same command again");
    }
  }

  /** Whether signed metadata is of now: good for a day at least, and not from days to come. */
  boolean isCurrent(TimestampFacts timestamp) {
    Instant now = clock.instant();
    return timestamp.expires().isAfter(now.plus(BEHIND_METADATA))
        && !timestamp.expires().isAfter(now.plus(VALIDITY).plus(OFF_STORE));
  }

  private UpdateCenterException wrong(String code, String why, String fix) {
    return UpdateCenterException.error(code, ExitCode.FAILED, "this machine's clock is wrong")
        .where(published.timestampName())
        .why(why)
        .fix(fix)
        .state("timestamp.json, which devices read first, was not changed")
        .build();
  }
}
