package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.provisioning.Customizations;
import dev.updatecenter.capability.format.wim.WimArchive;
import dev.updatecenter.capability.format.wim.WimLimits;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a provisioning package once: digests everything, keeps its source. */
final class PpkgInspection {
  private static final int MAX_SOURCE = 16 << 20;

  private final List<PackageEntry> entries = new ArrayList<>();
  private final List<Executable> executables = new ArrayList<>();
  private final List<Finding> content = new ArrayList<>();
  private Optional<byte[]> source = Optional.empty();

  PackageContents inspect(Path file) throws IOException {
    Optional<String> wanted;
    try (WimArchive image = WimArchive.open(file, WimLimits.DEFAULT)) {
      wanted = source(image.names());
      image.extract((names, size) -> reading(names, size, wanted));
    }
    PackageIdentity identity = identity(wanted);
    entries.sort(Comparator.comparing(PackageEntry::name));
    return new PackageContents(
        PackageFormat.PPKG, identity, entries, executables, List.of(), content);
  }

  /** The customizations.xml that lies highest. */
  private static Optional<String> source(List<String> names) {
    return names.stream()
        .filter(n -> n.substring(n.lastIndexOf('/') + 1).equalsIgnoreCase(Customizations.FILE_NAME))
        .min(Comparator.comparingInt(n -> n.split("/", -1).length));
  }

  private OutputStream reading(List<String> names, long size, Optional<String> wanted) {
    if (names.isEmpty()) {
      return OutputStream.nullOutputStream();
    }
    boolean keep = size <= MAX_SOURCE && wanted.filter(names::contains).isPresent();
    return new EntryReading(names.get(0), keep, read -> add(read, names));
  }

  private void add(EntryReading read, List<String> names) {
    for (String name : names) {
      entries.add(new PackageEntry(name, read.entry().size(), read.entry().sha256()));
    }
    read.executable().ifPresent(executables::add);
    read.content().ifPresent(bytes -> source = Optional.of(bytes));
  }

  private PackageIdentity identity(Optional<String> name) {
    if (name.isEmpty() || source.isEmpty()) {
      content.add(
          Finding.warning("UC3137", "", "holds no readable " + Customizations.FILE_NAME)
              .because("Nobody can tell whether it is newer than what a device has.")
              .fixedBy("Build it with Windows Configuration Designer, which puts it in."));
      return PackageIdentity.NONE;
    }
    try {
      Customizations read = Customizations.parse(source.get(), name.get());
      content.addAll(read.findings());
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("id", read.id());
      fields.put("ownerType", read.ownerType());
      fields.put("rank", read.rank());
      return new PackageIdentity(read.name(), read.version(), Optional.empty(), fields);
    } catch (MalformedPackageException e) {
      content.addAll(e.findings(""));
      return PackageIdentity.NONE;
    }
  }
}
