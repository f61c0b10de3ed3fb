package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.catalog.CatalogCoverage;
import dev.updatecenter.capability.format.cbs.ComponentFile;
import dev.updatecenter.capability.format.cbs.ComponentManifest;
import dev.updatecenter.kernel.core.Finding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What component manifests vouch for that the package's catalog lists itself: the catalog's
 * signature covers the manifest, the manifest's digests cover the files. Manifests that the catalog
 * does not list must not be handed in.
 */
final class ComponentCoverage {
  /** A file that a component manifest lists without a SHA-256 digest to judge it by. */
  static final String NOT_BY_DIGEST = "UC3097";

  private final Map<String, Map<String, ComponentFile>> byFolder = new HashMap<>();
  private final Map<String, ComponentFile> byName = new HashMap<>();
  private final Set<String> digests = new HashSet<>();
  private final Set<String> unreadFolders = new HashSet<>();
  private final Map<String, String> flat = new HashMap<>();
  private final Map<String, String> onDevice = new HashMap<>();

  private ComponentCoverage() {}

  /** Takes the manifests of the package that the catalog lists, and no other. */
  static ComponentCoverage of(EntryCollector entries, CatalogCoverage catalog) {
    ComponentCoverage coverage = new ComponentCoverage();
    entries.entries().forEach(e -> coverage.flat.put(e.name(), e.sha256().hex()));
    InstalledNames.listed(entries)
        .forEach(f -> coverage.onDevice.put(EntryNames.key(f.cabPath()), last(f.name())));
    entries.members().stream()
        .filter(m -> ComponentManifest.isNamed(m.name()) && catalog.lists(m))
        .forEach(m -> coverage.trust(m.name(), entries.components()));
    return coverage;
  }

  private void trust(String manifest, ComponentManifests read) {
    String folder = ComponentManifest.folder(manifest);
    String key = EntryNames.key(manifest);
    if (read.unread().contains(key)) {
      unreadFolders.add(folder);
      return;
    }
    Map<String, ComponentFile> own = byFolder.computeIfAbsent(folder, f -> new HashMap<>());
    for (ComponentFile file : read.listed().getOrDefault(key, List.of())) {
      file.sha256().ifPresent(digests::add);
      Set<String> names = new HashSet<>(Set.of(last(file.name())));
      names.add(last(file.source().isEmpty() ? file.name() : file.source()));
      for (String name : names) {
        own.merge(name, file, ComponentCoverage::weaker);
        byName.merge(name, file, ComponentCoverage::weaker);
      }
    }
  }

  /** Of two files of one name the one without a digest: either may be meant. */
  private static ComponentFile weaker(ComponentFile a, ComponentFile b) {
    return a.sha256().isEmpty() ? a : b;
  }

  /**
   * Judges a file that the catalog does not list.
   *
   * @return empty if no manifest knows it; else what is to be said of it, which may be nothing
   */
  Optional<List<Finding>> judge(String name) {
    String digest = flat.getOrDefault(name, "");
    if (digests.contains(digest)) {
      return Optional.of(List.of());
    }
    Optional<ComponentFile> named = named(EntryNames.key(name));
    if (named.isPresent()) {
      return Optional.of(List.of(byName(name, digest, named.get())));
    }
    return unreadFolders.contains(EntryNames.folder(EntryNames.key(name)))
        ? Optional.of(List.of(unjudged(name, "belongs to a component manifest that is not read")))
        : Optional.empty();
  }

  /** A file in a component's folder is that component's; one elsewhere may be of any. */
  private Optional<ComponentFile> named(String key) {
    Map<String, ComponentFile> listed = byFolder.getOrDefault(EntryNames.folder(key), byName);
    return Optional.ofNullable(listed.get(last(key)))
        .or(() -> Optional.ofNullable(listed.get(onDevice.getOrDefault(key, ""))));
  }

  private static Finding byName(String name, String here, ComponentFile listed) {
    if (listed.sha256().isEmpty()) {
      return unjudged(name, "is listed by a component manifest without its SHA-256 digest");
    }
    String there = listed.sha256().get();
    return Finding.error(
            CatalogCoverage.CHANGED,
            name,
            "is not the file that its component manifest lists: SHA-256 "
                + (there + " there, " + here + " here"))
        .because("It was changed after the manifest was made; Windows refuses it.")
        .fixedBy("Put the right file back, or build the package again from a complete build.");
  }

  private static Finding unjudged(String name, String why) {
    return Finding.warning(NOT_BY_DIGEST, name, why + ", and is no member of update.cat")
        .because("Whether it is the file that the signature is meant to cover stays open.")
        .fixedBy("List it in update.cat: ducctl package build DIR --out FILE");
  }

  private static String last(String name) {
    return EntryNames.lastPart(EntryNames.key(name));
  }
}
