package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.cbs.MumFile;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The files of a CBS package by their last names, in the cabinet and on the device: builders rename
 * what they pack, and an INF knows only the names on the device.
 */
final class InstalledNames {
  private InstalledNames() {}

  /** As {@link EntryNames#key} gives them, without folders. */
  static Set<String> of(EntryCollector entries) {
    Set<String> names = new HashSet<>();
    entries.names().forEach(n -> names.add(last(n)));
    for (Map.Entry<String, byte[]> kept : entries.kept().entrySet()) {
      if (EntryNames.key(kept.getKey()).equals(UpdateMum.FILE_NAME)) {
        try {
          for (MumFile file : UpdateMum.parse(kept.getValue(), kept.getKey()).files()) {
            names.add(last(EntryNames.key(file.name())));
          }
        } catch (MalformedPackageException e) {
          return names; // the manifest's own inspection says so
        }
      }
    }
    return names;
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
