package dev.updatecenter.capability.format.catalog;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A file of a package as a catalog may know it.
 *
 * @param name as the package spells it
 * @param kind by its first bytes: a portable executable is digested without its signature, a
 *     cabinet as any other file
 * @param digests lower-case hex, by one or several hash functions; any of them in a catalog is a
 *     member
 */
public record MemberFile(String name, MemberKind kind, Set<String> digests) {
  /** Copies, keeping the order: the digest to write into a catalog comes first. */
  public MemberFile {
    digests = Collections.unmodifiableSet(new LinkedHashSet<>(digests));
  }

  /** The same file, known by the digests of {@code other} too. */
  public MemberFile and(MemberFile other) {
    Set<String> all = new LinkedHashSet<>(digests);
    all.addAll(other.digests);
    return new MemberFile(name, kind, all);
  }
}
