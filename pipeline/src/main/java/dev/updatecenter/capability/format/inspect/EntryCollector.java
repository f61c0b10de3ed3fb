package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.capability.format.cab.CabinetFile;
import dev.updatecenter.capability.format.cab.EntrySink;
import dev.updatecenter.capability.format.catalog.MemberFile;
import dev.updatecenter.kernel.core.Finding;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Digests each entry that passes, and keeps small manifests, at most 32 MiB of them in all. */
final class EntryCollector implements EntrySink {
  private static final long MAX_KEPT = 32L << 20;

  private final List<PackageEntry> entries = new ArrayList<>();
  private final List<Executable> executables = new ArrayList<>();
  private final List<Finding> damaged = new ArrayList<>();
  private final List<MemberFile> members = new ArrayList<>();
  private final Map<String, byte[]> kept = new LinkedHashMap<>();
  private final ComponentManifests components = new ComponentManifests();
  private final boolean cataloged;
  private long keptBytes;

  /**
   * Begins a package.
   *
   * @param cataloged whether it holds a catalog, whose members the entries may be
   */
  EntryCollector(boolean cataloged) {
    this.cataloged = cataloged;
  }

  List<PackageEntry> entries() {
    return List.copyOf(entries);
  }

  List<Executable> executables() {
    return List.copyOf(executables);
  }

  /** UC3080: executables that are none. */
  List<Finding> damaged() {
    return List.copyOf(damaged);
  }

  /** The entries as a catalog may know them, by SHA-256; none where there is no catalog. */
  List<MemberFile> members() {
    return List.copyOf(members);
  }

  /** What was kept, by the entry's name as stored. */
  Map<String, byte[]> kept() {
    return kept;
  }

  /** The component manifests, and what they list. */
  ComponentManifests components() {
    return components;
  }

  /** The INF files that were kept, by the entry's name as stored. */
  Map<String, byte[]> infs() {
    Map<String, byte[]> infs = new LinkedHashMap<>(kept);
    infs.keySet().removeIf(name -> !EntryNames.key(name).endsWith(".inf"));
    return infs;
  }

  /** The names of all entries, as in {@link EntryNames#key}. */
  Set<String> names() {
    return entries.stream()
        .map(PackageEntry::name)
        .map(EntryNames::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public OutputStream open(CabinetFile file) {
    if (cataloged && components.wants(file.name(), file.size())) {
      return new EntryReading(file.name(), true, true, this::addComponent);
    }
    boolean keep = CabinetInspection.isManifest(file.name()) && keptBytes + file.size() <= MAX_KEPT;
    keptBytes += keep ? file.size() : 0;
    return new EntryReading(file.name(), keep, cataloged, this::add);
  }

  private void addComponent(EntryReading read) {
    addUnkept(read);
    read.content().ifPresent(bytes -> components.add(read.entry().name(), bytes));
  }

  private void addUnkept(EntryReading read) {
    entries.add(read.entry());
    read.executable().ifPresent(executables::add);
    read.damage().ifPresent(damaged::add);
    read.member().ifPresent(members::add);
  }

  private void add(EntryReading read) {
    addUnkept(read);
    read.content().ifPresent(bytes -> kept.put(read.entry().name(), bytes));
  }
}
