package dev.updatecenter.app.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code outlook} of a plan: what would change for whom. Nothing binds to it.
 *
 * @param at when it was made
 * @param refused whether {@code submit} or {@code flight} would refuse it
 * @param approvals how many approvals it takes: a release's before it is signed, a flight's before
 *     it starts
 * @param approved how many were given and count now
 * @param rings the rings that would move, in order
 * @param findings what stands against it as a whole, gravest first
 */
public record OutlookJson(
    Instant at,
    boolean refused,
    int approvals,
    int approved,
    List<OutlookRingJson> rings,
    List<FindingJson> findings) {
  /** Copies. */
  public OutlookJson {
    rings = List.copyOf(rings);
    findings = List.copyOf(findings);
  }

  /** Its members by name. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("at", at);
    members.put("refused", refused);
    members.put("approvals", approvals);
    members.put("approved", approved);
    members.put("rings", rings);
    members.put("findings", findings);
    return members;
  }
}
