package dev.updatecenter.capability.format.inf;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.Executable;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an INF is judged beside.
 *
 * @param names every file of its package, as {@link EntryNames#key} gives them
 * @param executables the package's executables, by the same names
 * @param layout who places the files of the package
 * @param today the day that nothing in it may be later than; empty where nobody knows
 */
public record InfSurroundings(
    Set<String> names,
    Map<String, Executable> executables,
    Layout layout,
    Optional<LocalDate> today) {
  /** Copies. */
  public InfSurroundings {
    names = Set.copyOf(names);
    executables = Map.copyOf(executables);
  }

  /** Who places the files of a package. */
  public enum Layout {
    /** The INF: they lie where it says, the catalog beside it. */
    BY_INF,
    /**
     * A CBS manifest, which renames and moves them and whose own catalog covers them: an INF's file
     * is there if one of its name is.
     */
    BY_MANIFEST
  }

  /** Whether a file is in the package, its path relative to the package. */
  boolean has(String path) {
    String key = EntryNames.key(path);
    return names.contains(key)
        || (layout == Layout.BY_MANIFEST && names.contains(EntryNames.lastPart(key)));
  }
}
