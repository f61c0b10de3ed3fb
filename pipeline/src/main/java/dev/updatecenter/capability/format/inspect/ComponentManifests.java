package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.cbs.ComponentFile;
import dev.updatecenter.capability.format.cbs.ComponentManifest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The component manifests of a package as they pass. Each is read and let go; how much is read of
 * them in all is bounded, and of what is over the bound it is known that it was not read.
 */
final class ComponentManifests {
  private static final long MOST_BYTES = 128L << 20;
  private static final int MOST_FILES = 200_000;

  private final Map<String, List<ComponentFile>> listed = new LinkedHashMap<>();
  private final Set<String> unread = new HashSet<>();
  private long bytes;
  private int files;

  /** Whether the entry is a manifest whose content is wanted; it is remembered if it is not. */
  boolean wants(String name, long size) {
    if (!ComponentManifest.isNamed(name)) {
      return false;
    }
    boolean fits = size <= ComponentManifest.LARGEST && bytes + size <= MOST_BYTES;
    if (fits) {
      bytes += size;
    } else {
      unread.add(EntryNames.key(name));
    }
    return fits;
  }

  /** Reads a manifest that was wanted. */
  void add(String name, byte[] content) {
    String key = EntryNames.key(name);
    if (ComponentManifest.isCompressed(content)) {
      unread.add(key);
      return;
    }
    List<ComponentFile> found = ComponentManifest.parse(content, name).files();
    if (files + found.size() > MOST_FILES) {
      unread.add(key);
      return;
    }
    files += found.size();
    listed.put(key, found);
  }

  /** What each lists, by {@link EntryNames#key} of the manifest. */
  Map<String, List<ComponentFile>> listed() {
    return listed;
  }

  /** The last names of all files that they list, as in {@link EntryNames#key}. */
  Set<String> names() {
    return listed.values().stream()
        .flatMap(List::stream)
        .flatMap(f -> Stream.of(f.name(), f.source()))
        .map(EntryNames::key)
        .map(EntryNames::lastPart)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those that nobody here knows the content of, by {@link EntryNames#key}. */
  Set<String> unread() {
    return unread;
  }
}
