package dev.updatecenter.capability.packaging;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.catalog.MemberDigest;
import dev.updatecenter.capability.format.catalog.MemberFile;
import dev.updatecenter.capability.format.catalog.MemberHash;
import dev.updatecenter.capability.format.catalog.SecurityCatalog;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.kernel.core.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Packs a folder with catalogs of all its files. A catalog that somebody signed stays as it is: a
 * signature of Microsoft on a driver is worth more than any made here.
 */
final class CatalogedCabinet {
  private final Progress progress;

  CatalogedCabinet(Progress progress) {
    this.progress = progress;
  }

  /** A CBS package: the manifest first, {@code update.cat} last. */
  PackageDraft ofPackage(SourceFolder source, Path working) throws IOException {
    CatalogPlan plan = new CatalogPlan(UpdateMum.CATALOG_NAME, CatalogPlan.NO_DATE, Set.of());
    return new PackageDraft(pack(source, List.of(plan), working), List.of());
  }

  /** A driver: whatever catalogs its INFs name. */
  PackageDraft ofDriver(SourceFolder source, Path working) throws IOException {
    DriverPlans driver = DriverPlans.of(source);
    return driver.findings().isEmpty()
        ? new PackageDraft(pack(source, driver.plans(), working), List.of())
        : new PackageDraft(List.of(), driver.findings());
  }

  private List<BuiltCatalog> pack(SourceFolder source, Collection<CatalogPlan> plans, Path working)
      throws IOException {
    List<BuiltCatalog> built = new ArrayList<>();
    List<SourceFile> files = new ArrayList<>(source.files());
    List<CatalogPlan> toWrite = new ArrayList<>();
    for (CatalogPlan plan : plans) {
      Optional<BuiltCatalog> kept = signed(source.find(plan.name()));
      kept.ifPresent(built::add);
      if (kept.isEmpty()) {
        toWrite.add(plan);
        files.removeIf(f -> EntryNames.key(f.name()).equals(EntryNames.key(plan.name())));
      }
    }
    Set<String> catalogs =
        plans.stream().map(p -> EntryNames.key(p.name())).collect(Collectors.toUnmodifiableSet());
    Map<String, byte[]> written = new LinkedHashMap<>();
    if (!toWrite.isEmpty()) {
      List<MemberFile> members =
          digests(
              files.stream().filter(f -> !catalogs.contains(EntryNames.key(f.name()))).toList());
      for (CatalogPlan plan : toWrite) {
        byte[] catalog = plan.write(members);
        written.put(plan.name(), catalog);
        built.add(
            new BuiltCatalog(plan.name(), SecurityCatalog.parse(catalog).members().size(), false));
      }
    }
    write(files, written, working);
    return built;
  }

  private static Optional<BuiltCatalog> signed(Optional<SourceFile> file) throws IOException {
    if (file.isEmpty() || file.get().size() > SecurityCatalog.LARGEST) {
      return Optional.empty();
    }
    try {
      SecurityCatalog catalog = SecurityCatalog.parse(Files.readAllBytes(file.get().path()));
      return catalog.signed()
          ? Optional.of(new BuiltCatalog(file.get().name(), catalog.judgedMembers().size(), true))
          : Optional.empty();
    } catch (MalformedPackageException e) {
      return Optional.empty(); // nobody can use it: it is made anew
    }
  }

  private List<MemberFile> digests(List<SourceFile> files) throws IOException {
    List<MemberFile> members = new ArrayList<>();
    long total = files.stream().mapToLong(SourceFile::size).sum();
    try (Progress.Task task = progress.begin("Digesting", total, Progress.Unit.BYTES)) {
      for (SourceFile file : files) {
        members.add(MemberDigest.of(file.name(), MemberHash.SHA256, file.path()));
        task.advance(file.size());
      }
    }
    return members;
  }

  private void write(List<SourceFile> files, Map<String, byte[]> catalogs, Path working)
      throws IOException {
    List<SourceFile> ordered = new ArrayList<>(files);
    ordered.sort(
        Comparator.comparing(
            (SourceFile f) -> !EntryNames.key(f.name()).equals(UpdateMum.FILE_NAME)));
    long total = files.stream().mapToLong(SourceFile::size).sum();
    try (Progress.Task task = progress.begin("Packing", total, Progress.Unit.BYTES)) {
      List<CabinetInput> inputs = new ArrayList<>();
      for (SourceFile file : ordered) {
        inputs.add(
            new CabinetInput(
                file.name(), file.size(), () -> counted(file, task), CabinetInput.FIXED_DATE));
      }
      catalogs.forEach((name, content) -> inputs.add(CabinetInput.of(name, content)));
      CabinetWriter.write(working, inputs, Compression.MSZIP, true);
    }
  }

  private static InputStream counted(SourceFile file, Progress.Task task) throws IOException {
    InputStream in = Files.newInputStream(file.path());
    task.advance(file.size());
    return in;
  }
}
