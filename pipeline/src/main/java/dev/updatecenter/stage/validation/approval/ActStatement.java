package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What somebody says that they do.
 *
 * @param product whose policy lets them
 * @param act its name in the audit log, such as {@code enrol-device}
 * @param facts what it is about, as the audit log has it
 * @param policy digest of the policy.yaml that bound the product then
 * @param by their name in that policy
 * @param key the key that signs this statement
 * @param at when, to the millisecond
 */
public record ActStatement(
    ProductName product,
    String act,
    Map<String, String> facts,
    ContentDigest policy,
    String by,
    TufKey key,
    Instant at) {
  /** Copies, and cuts the time to what the document carries. */
  public ActStatement {
    facts = Map.copyOf(facts);
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }
}
