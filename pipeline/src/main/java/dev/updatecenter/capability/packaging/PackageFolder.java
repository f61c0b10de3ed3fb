package dev.updatecenter.capability.packaging;

import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes an OEM custom package of a folder of package cabinets. Its version stands in the name of
 * the file, its architecture and release type in the packages; the system it was built against
 * nobody says, so that the database does not either.
 */
final class PackageFolder {
  // Device Update Center User Guide: <product>_OCP_<a.b.c.d>.cab
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}_OCP_(.+)\\.cab");
  private static final String PRODUCTION = "Production";
  private static final int LARGEST_MANIFEST = 16 << 20;

  private final Progress progress;
  private final Set<Architecture> architectures = new TreeSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private String releaseType = PRODUCTION;

  PackageFolder(Progress progress) {
    this.progress = progress;
  }

  PackageDraft write(SourceFolder source, String fileName, Path working) throws IOException {
    PackageVersion version = version(fileName);
    List<OcpMember> members = new ArrayList<>();
    try (Progress.Task task =
        progress.begin("Inspecting", source.files().size(), Progress.Unit.ITEMS)) {
      for (SourceFile file : source.files()) {
        member(file);
        members.add(new OcpMember(file.name(), file.path()));
        task.advance(1);
      }
    }
    if (!BuiltPackage.refuses(findings)) {
      OcpHeader header = new OcpHeader(version, architecture(), Optional.empty(), releaseType, "");
      new OemCustomPackageWriter().write(header, members, working);
    }
    return new PackageDraft(List.of(), findings);
  }

  private void member(SourceFile file) throws IOException {
    PackageContents contents =
        PackageInspector.ofOneFile(CabinetLimits.DEFAULT).inspect(file.path(), file.name());
    findings.addAll(contents.allFindings());
    if (!PackageBuilder.isPublishable(file.name())) {
      findings.add(PackageBuilder.notPublishable(file.name()));
    }
    if (contents.format() != PackageFormat.CBS) {
      throw noPackage(file, "is of format " + contents.format().wireName());
    }
    contents.identity().architecture().ifPresent(architectures::add);
    if (!BuiltPackage.refuses(contents.allFindings())
        && !phoneReleaseType(file).equals(PRODUCTION)) {
      releaseType = "Test";
    }
  }

  private static String phoneReleaseType(SourceFile file) throws IOException {
    try (Cabinet cabinet = Cabinet.open(file.path(), CabinetLimits.DEFAULT)) {
      if (cabinet.file(UpdateMum.FILE_NAME).isEmpty()) {
        throw noPackage(file, "is of the older kind, with man.dsm.xml");
      }
      String type =
          UpdateMum.parse(cabinet.read(UpdateMum.FILE_NAME, LARGEST_MANIFEST), UpdateMum.FILE_NAME)
              .phoneReleaseType();
      return type.isEmpty() ? PRODUCTION : type;
    }
  }

  private static PackageVersion version(String fileName) {
    Matcher name = NAME.matcher(fileName);
    try {
      if (name.matches()) {
        return PackageVersion.parse(name.group(1));
      }
    } catch (IllegalArgumentException e) {
      // told below: what stands there is no version
    }
    throw UpdateCenterException.error(
            "UC1083", ExitCode.USAGE, "the name of the OEM custom package tells no version")
        .where(fileName)
        .why("product and version of an OEM custom package stand in its name")
        .fix("name it <product>_OCP_<a.b.c.d>.cab, such as ContosoKiosk_OCP_10.0.2.0.cab")
        .state("nothing was written")
        .build();
  }

  private Architecture architecture() {
    if (architectures.size() == 1) {
      return architectures.iterator().next();
    }
    List<String> names = architectures.stream().map(Architecture::wireName).toList();
    throw UpdateCenterException.error(
            "UC1084", ExitCode.USAGE, "the packages are not for one architecture")
        .where(names.isEmpty() ? "no package names one" : String.join(", ", names))
        .why("an OEM custom package is built for one: BuildArch")
        .fix("put the packages of one architecture into a folder")
        .state("nothing was written")
        .build();
  }

  private static UpdateCenterException noPackage(SourceFile file, String what) {
    return UpdateCenterException.error(
            "UC1080", ExitCode.USAGE, file.name() + " " + what + ", and is no CBS package")
        .where(file.path())
        .why("a device stages the CBS packages of an OEM custom package and nothing else")
        .fix("give a folder of CBS packages; pack a driver into a CBS package first")
        .state("nothing was written")
        .build();
  }
}
