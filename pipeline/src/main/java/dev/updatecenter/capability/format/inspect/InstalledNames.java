package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.cbs.DeviceSideManifest;
import dev.updatecenter.capability.format.cbs.MumFile;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import java.util.HashSet;
import java.util.List;
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
    entries.names().forEach(n -> names.add(EntryNames.lastPart(n)));
    listed(entries).forEach(file -> names.add(EntryNames.lastPart(EntryNames.key(file.name()))));
    return names;
  }

  /** What the manifest of the package lists; nothing if it cannot be read. */
  static List<MumFile> listed(EntryCollector entries) {
    return entries.kept().entrySet().stream()
        .flatMap(kept -> listed(EntryNames.key(kept.getKey()), kept.getValue()).stream())
        .toList();
  }

  private static List<MumFile> listed(String key, byte[] manifest) {
    try {
      return switch (key) {
        case UpdateMum.FILE_NAME -> UpdateMum.parse(manifest, key).files();
        case DeviceSideManifest.FILE_NAME -> DeviceSideManifest.parse(manifest, key).files();
        default -> List.of();
      };
    } catch (MalformedPackageException e) {
      return List.of(); // the manifest's own inspection says so
    }
  }
}
