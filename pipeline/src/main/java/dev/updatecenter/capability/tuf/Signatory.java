package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keys that have to sign a file, and who says so. A new root has two: the root before and itself
 * (TUF 5.3.4).
 *
 * @param by who names the keys, such as {@code root 1} or {@code targets}
 * @param threshold how many of them must sign
 * @param keys each once
 */
public record Signatory(String by, int threshold, List<TufKey> keys) {
  /** Copies; refuses a threshold that can never be met. */
  public Signatory {
    keys = List.copyOf(keys);
    if (threshold < 1 || keys.stream().distinct().count() != keys.size()) {
      throw new IllegalArgumentException("a threshold of at least 1 over keys named once each");
    }
  }

  static Signatory of(String by, RoleKeys role, Map<ContentDigest, TufKey> known) {
    List<TufKey> keys = new ArrayList<>();
    role.keyIds().forEach(id -> Optional.ofNullable(known.get(id)).ifPresent(keys::add));
    return new Signatory(by, role.threshold(), keys);
  }

  /** How many distinct keys of these have signed; one key under two ids counts once. */
  public int signed(Set<ContentDigest> signatures) {
    Set<PublicKey> distinct = new HashSet<>();
    keys.stream()
        .filter(key -> signatures.contains(key.id()))
        .forEach(key -> key.publicKey().ifPresent(distinct::add));
    return distinct.size();
  }

  /** The key of that id. */
  public Optional<TufKey> key(ContentDigest id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  Map<String, Object> toPlain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("by", by);
    plain.put("threshold", threshold);
    plain.put("keys", keys.stream().map(TufKey::toPlain).toList());
    return plain;
  }

  static Signatory parse(MetadataFields fields) throws MalformedMetadataException {
    List<TufKey> keys = new ArrayList<>();
    for (MetadataFields key : fields.objects("keys")) {
      keys.add(TufKey.parse(key));
    }
    try {
      int threshold = (int) fields.number("threshold", 1, Integer.MAX_VALUE);
      return new Signatory(fields.text("by"), threshold, keys);
    } catch (IllegalArgumentException e) {
      throw fields.malformed("" + e.getMessage());
    }
  }
}
