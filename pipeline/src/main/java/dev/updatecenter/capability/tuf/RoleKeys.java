package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which keys may sign for a role, and how many of them must.
 *
 * @param keyIds in the order written, each once, at least one
 * @param threshold at least 1
 */
public record RoleKeys(Set<ContentDigest> keyIds, int threshold) {
  /** Copies; refuses a role that anybody, or nobody, could sign for. */
  public RoleKeys {
    keyIds = Collections.unmodifiableSet(new LinkedHashSet<>(keyIds));
    if (threshold < 1 || keyIds.isEmpty()) {
      throw new IllegalArgumentException("a role has a key and a threshold of at least 1");
    }
  }

  static RoleKeys parse(MetadataFields fields) throws MalformedMetadataException {
    List<ContentDigest> ids = new ArrayList<>();
    for (String id : fields.texts("keyids")) {
      ids.add(fields.digest(id, "keyids"));
    }
    Set<ContentDigest> distinct = new LinkedHashSet<>(ids);
    if (distinct.size() != ids.size() || ids.isEmpty()) {
      throw fields.malformed("'keyids' names keys, each of them once");
    }
    return new RoleKeys(distinct, (int) fields.number("threshold", 1, Integer.MAX_VALUE));
  }

  /**
   * Asks for the signatures of a threshold of distinct keys over {@code file}.
   *
   * @param known keys by id
   * @param authority who asks, for the message
   */
  void require(Signed<?> file, Map<ContentDigest, TufKey> known, String authority)
      throws SignatureThresholdException {
    // One key spelled in two ways has two ids and still counts once.
    Set<Object> signers = new HashSet<>();
    for (ContentDigest id : keyIds) {
      TufKey key = known.get(id);
      byte[] signature = file.signatures().get(id);
      if (key != null && signature != null && key.verifies(file.canonical(), signature)) {
        key.publicKey().ifPresent(signers::add);
      }
    }
    if (signers.size() < threshold) {
      throw new SignatureThresholdException(file.file(), authority, signers.size(), threshold);
    }
  }

  void putInto(Map<String, Object> plain) {
    plain.put("keyids", keyIds.stream().map(ContentDigest::hex).toList());
    plain.put("threshold", threshold);
  }
}
