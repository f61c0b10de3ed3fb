package dev.updatecenter.capability.format.catalog;

import dev.updatecenter.capability.format.EntryNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The members of one catalog by digest and by name, and which of them were found. */
final class CatalogIndex {
  private final Map<String, CatalogMember> byDigest = new LinkedHashMap<>();
  private final Map<String, CatalogMember> byName = new HashMap<>();
  private final Set<String> matched = new HashSet<>();

  CatalogIndex(SecurityCatalog catalog) {
    for (CatalogMember member : catalog.judgedMembers()) {
      byDigest.putIfAbsent(member.digest(), member);
      if (!member.file().isEmpty()) {
        byName.putIfAbsent(lastPart(member.file()), member);
      }
    }
  }

  boolean lists(MemberFile file) {
    return file.digests().stream().anyMatch(byDigest::containsKey);
  }

  /** Remembers that the file is there. */
  void match(MemberFile file) {
    file.digests().stream().filter(byDigest::containsKey).forEach(matched::add);
  }

  /** The member of the file's name. */
  Optional<CatalogMember> named(MemberFile file) {
    return Optional.ofNullable(byName.get(lastPart(file.name())));
  }

  /** The names of members that no file was, and that no file in the package has. */
  List<String> unmatched(Set<String> there) {
    return byDigest.values().stream()
        .filter(m -> !m.file().isEmpty() && !matched.contains(m.digest()))
        .map(CatalogMember::file)
        .filter(name -> !there.contains(lastPart(name)))
        .toList();
  }

  private static String lastPart(String name) {
    return EntryNames.lastPart(EntryNames.key(name));
  }
}
