package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.ContentDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * A flight as a ledger keeps it: only this stage makes a {@link Flight} of it again.
 *
 * @param facts what never changes
 * @param digest {@link FlightFacts#digest} when it was written
 * @param passedAt when the ring passed, if it did
 */
public record FlightRecord(FlightFacts facts, ContentDigest digest, Optional<Instant> passedAt) {}
