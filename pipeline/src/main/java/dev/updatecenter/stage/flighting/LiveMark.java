package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.ContentDigest;
import java.time.Instant;

/**
 * That what devices see was found to be what the ledger says, and nothing was due.
 *
 * @param wanted digest of all that it was made of
 * @param timestamp digest of the {@code timestamp.json} that it was found under; another one means
 *     that somebody published since
 * @param due when signatures have to be renewed
 */
public record LiveMark(ContentDigest wanted, ContentDigest timestamp, Instant due) {}
