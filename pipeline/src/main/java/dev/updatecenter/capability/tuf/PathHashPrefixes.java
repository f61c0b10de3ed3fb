package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Target paths by the first hex digits of the SHA-256 of the path (TUF 4.5 {@code
 * path_hash_prefixes}). Paths of others that happen to begin alike are covered as well: a search
 * then looks into a role that does not have them, and goes on.
 */
public final class PathHashPrefixes implements DelegatedPaths {
  static final String FIELD = "path_hash_prefixes";

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{1,64}");

  private final Set<String> prefixes;
  private final Set<Integer> lengths = new TreeSet<>();

  /**
   * These prefixes; one that is there twice counts once.
   *
   * @param prefixes lower-case hex, 1 to 64 digits each, at least one
   */
  public PathHashPrefixes(Collection<String> prefixes) {
    this.prefixes = new HashSet<>(prefixes);
    if (this.prefixes.isEmpty()) {
      throw new IllegalArgumentException("a delegation names at least one prefix of a path's hash");
    }
    for (String prefix : this.prefixes) {
      if (!FORM.matcher(prefix).matches()) {
        throw new IllegalArgumentException("not a prefix of a SHA-256 in hex: " + prefix);
      }
      lengths.add(prefix.length());
    }
  }

  /** The SHA-256 of a target path's UTF-8 bytes, lower-case hex. */
  public static String hash(String target) {
    return ContentDigest.of(target.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** Every prefix once, sorted. */
  public Set<String> values() {
    return new TreeSet<>(prefixes);
  }

  @Override
  public boolean cover(String target) {
    return coverHash(hash(target));
  }

  /** Whether a path of this digest, or every path whose digest begins so, is covered. */
  boolean coverHash(String hash) {
    for (int length : lengths) {
      if (length <= hash.length() && prefixes.contains(hash.substring(0, length))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void putInto(Map<String, Object> delegation) {
    delegation.put(FIELD, values().stream().toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathHashPrefixes that && prefixes.equals(that.prefixes);
  }

  @Override
  public int hashCode() {
    return prefixes.hashCode();
  }

  @Override
  public String toString() {
    return prefixes.size() + " prefixes of path hashes";
  }
}
