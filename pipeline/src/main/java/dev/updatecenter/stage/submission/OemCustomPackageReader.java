package dev.updatecenter.stage.submission;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes an OEM custom package apart: its members into the work folder, its database into types. */
final class OemCustomPackageReader {
  /** The member that lists the others. */
  static final String DATABASE_CABINET = "Flash.BSPDB.xml.cab";

  private static final String DATABASE = "Flash.BSPDB.xml";
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
      Optional<SubmittedFile> database =
          members.stream().filter(m -> isDatabase(m.fileName())).findFirst();
      return Optional.of(
          new OemCustomPackage(
              ocp,
              database.isEmpty() ? missing(ocp, report) : database(ocp, database.get(), report),
              members.stream().filter(m -> !isDatabase(m.fileName())).toList()));
    } catch (MalformedPackageException e) {
      e.findings(ocp.shownAs()).forEach(f -> report.accept(f.at(ocp.shownAs(), 0, 0)));
      return Optional.empty();
    }
  }

  private static boolean isDatabase(String name) {
    return name.toLowerCase(Locale.ROOT).equals(DATABASE_CABINET.toLowerCase(Locale.ROOT));
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

  private static Optional<CompositionDatabase> missing(
      SubmittedFile ocp, Consumer<Finding> report) {
    report.accept(
        Finding.error("UC3055", ocp.fileName(), "there is no " + DATABASE_CABINET + " in it")
            .at(ocp.shownAs(), 0, 0)
            .because("without its composition database nobody can tell whether it is complete")
            .fixedBy("export the OEM custom package again with the add-on kit"));
    return Optional.empty();
  }

  private Optional<CompositionDatabase> database(
      SubmittedFile ocp, SubmittedFile member, Consumer<Finding> report) throws IOException {
    try (Cabinet cabinet = Cabinet.open(member.copy(), limits.inside())) {
      byte[] xml = cabinet.read(DATABASE, MAX_DATABASE_BYTES);
      return Optional.of(CompositionDatabase.parse(xml, member.shownAs() + "!" + DATABASE));
    } catch (NoSuchFileException e) {
      return missing(ocp, report);
    } catch (MalformedPackageException e) {
      e.findings(member.shownAs()).forEach(f -> report.accept(f.at(ocp.shownAs(), 0, 0)));
      return Optional.empty();
    }
  }
}
