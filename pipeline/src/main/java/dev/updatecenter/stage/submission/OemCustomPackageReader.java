package dev.updatecenter.stage.submission;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.capability.format.ocp.OemCustomPackageFile;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes an OEM custom package apart: its members into the work folder, its database into types. */
final class OemCustomPackageReader {
  /** The member that lists the others. */
  static final String DATABASE_CABINET = CompositionDatabase.CABINET_NAME;

  private static final String DATABASE = CompositionDatabase.FILE_NAME;
  private static final int MAX_DATABASE_BYTES = 16 << 20;

  private final WorkFolder work;
  private final CabinetLimits limits;

  OemCustomPackageReader(WorkFolder work, CabinetLimits limits) {
    this.work = work;
    this.limits = limits;
  }

  /**
   * Opens a package.
   *
   * @return empty when it is no readable cabinet; the findings then say why
   */
  Optional<OemCustomPackage> read(SubmittedFile ocp, Consumer<Finding> report) throws IOException {
    try {
      List<SubmittedFile> members = members(ocp);
      List<SubmittedFile> databases =
          members.stream().filter(m -> OemCustomPackageFile.isDatabase(m.fileName())).toList();
      return Optional.of(
          new OemCustomPackage(
              ocp,
              databases.size() == 1
                  ? database(ocp, databases.get(0), report)
                  : notOne(ocp, databases.size(), report),
              members.stream().filter(m -> isPackage(m.fileName())).toList()));
    } catch (MalformedPackageException e) {
      e.findings(ocp.shownAs()).forEach(f -> report.accept(f.at(ocp.shownAs(), 0, 0)));
      return Optional.empty();
    }
  }

  private static boolean isPackage(String name) {
    return !OemCustomPackageFile.isDatabase(name) && !OemCustomPackageFile.isVersionList(name);
  }

  private List<SubmittedFile> members(SubmittedFile ocp) throws IOException {
    Map<String, IncomingCopy> copies = new LinkedHashMap<>();
    try (Cabinet cabinet = Cabinet.open(ocp.copy(), limits)) {
      cabinet.extract(
          file -> {
            IncomingCopy copy = work.incoming();
            copies.put(file.name(), copy);
            return copy;
          });
    } catch (IOException | RuntimeException e) {
      for (IncomingCopy copy : copies.values()) {
        copy.discard();
      }
      throw e;
    }
    List<SubmittedFile> members = new ArrayList<>();
    for (Map.Entry<String, IncomingCopy> copy : copies.entrySet()) {
      members.add(
          copy.getValue()
              .keep(InputRole.OCP_MEMBER, copy.getKey(), ocp.shownAs() + "!" + copy.getKey()));
    }
    return members;
  }

  private static Optional<CompositionDatabase> notOne(
      SubmittedFile ocp, int found, Consumer<Finding> report) {
    report.accept(
        Finding.error(
                "UC3055",
                ocp.fileName(),
                found == 0
                    ? "there is no " + DATABASE_CABINET + " in it"
                    : "there are " + found + " composition databases in it")
            .at(ocp.shownAs(), 0, 0)
            .because("without its one composition database nobody can tell whether it is complete")
            .fixedBy("export the OEM custom package again with the add-on kit"));
    return Optional.empty();
  }

  private Optional<CompositionDatabase> database(
      SubmittedFile ocp, SubmittedFile member, Consumer<Finding> report) throws IOException {
    try {
      return member.fileName().equalsIgnoreCase(DATABASE)
          ? bare(member)
          : inCabinet(ocp, member, report);
    } catch (MalformedPackageException e) {
      // What is wrong in the document is told there; a damaged cabinet around it, of the package.
      e.findings(member.shownAs())
          .forEach(f -> report.accept(f.file() == null ? f.at(ocp.shownAs(), 0, 0) : f));
      return Optional.empty();
    }
  }

  private static Optional<CompositionDatabase> bare(SubmittedFile member) throws IOException {
    if (Files.size(member.copy()) > MAX_DATABASE_BYTES) {
      throw new MalformedPackageException("UC3050", "the database is larger than 16 MiB");
    }
    return Optional.of(
        CompositionDatabase.parse(Files.readAllBytes(member.copy()), member.shownAs()));
  }

  private Optional<CompositionDatabase> inCabinet(
      SubmittedFile ocp, SubmittedFile member, Consumer<Finding> report) throws IOException {
    try (Cabinet cabinet = Cabinet.open(member.copy(), limits.inside())) {
      byte[] xml = cabinet.read(DATABASE, MAX_DATABASE_BYTES);
      return Optional.of(CompositionDatabase.parse(xml, ocp.shownAs() + "!" + DATABASE));
    } catch (NoSuchFileException e) {
      return notOne(ocp, 0, report);
    }
  }
}
