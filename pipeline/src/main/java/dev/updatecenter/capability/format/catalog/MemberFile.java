package dev.updatecenter.capability.format.catalog;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A file of a package as a catalog may know it.
 *
 * @param name as the package spells it
 * @param image whether it is a portable executable, which is digested without its signature
 * @param digests lower-case hex, by one or several hash functions; any of them in a catalog is a
 *     member
 */
public record MemberFile(String name, boolean image, Set<String> digests) {
  /** Copies, keeping the order: the digest to write into a catalog comes first. */
  public MemberFile {
    digests = Collections.unmodifiableSet(new LinkedHashSet<>(digests));
  }

  /**
   * What was found out while a file passed.
   *
   * @param whole the digest of all its bytes
   * @param ofImage its digests as an executable; none if it is no executable
   */
  public static MemberFile of(String name, String whole, Set<String> ofImage) {
    return new MemberFile(name, !ofImage.isEmpty(), ofImage.isEmpty() ? Set.of(whole) : ofImage);
  }

  /** The same file, known by the digests of {@code other} too. */
  public MemberFile and(MemberFile other) {
    Set<String> all = new LinkedHashSet<>(digests);
    all.addAll(other.digests);
    return new MemberFile(name, image, all);
  }
}
