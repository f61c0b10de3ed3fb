package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.appx.AppxLimits;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.capability.format.ocp.OemCustomPackageFile;
import dev.updatecenter.capability.format.pe.PeHeader;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a file as a file: unreadable, damaged, unsafe or unknown is an error. What is wrong with
 * its content stands apart, for the caller to weigh.
 */
public final class PackageInspector {
  private static final int MOST_PARTS = AppxLimits.DEFAULT.entries();

  private final CabinetLimits limits;
  private final AppxLimits appxLimits;
  private final CabinetOpener cabinets;
  private final Optional<Clock> clock;

  PackageInspector(
      CabinetLimits limits, CabinetOpener cabinets, AppxLimits appxLimits, Optional<Clock> clock) {
    this.limits = limits;
    this.cabinets = cabinets;
    this.appxLimits = appxLimits;
    this.clock = clock;
  }

  /** Judges the one file only: a cabinet of a set is refused (UC3007). */
  public static PackageInspector ofOneFile(CabinetLimits limits) {
    return new PackageInspector(
        limits, file -> Cabinet.open(file, limits), apps(limits), Optional.empty());
  }

  /** Judges a cabinet of a set together with the others, which have to lie in its folder. */
  public static PackageInspector ofSets(CabinetLimits limits) {
    return new PackageInspector(
        limits, file -> Cabinet.openSet(file, limits), apps(limits), Optional.empty());
  }

  /** The same with a clock: content that is dated later than today is a finding too. */
  public PackageInspector asOf(Clock today) {
    return new PackageInspector(limits, cabinets, appxLimits, Optional.of(today));
  }

  /** App packages may unpack as far as cabinets may. */
  private static AppxLimits apps(CabinetLimits limits) {
    return new AppxLimits(limits.ratio(), limits.ratioFrom(), limits.totalBytes(), MOST_PARTS);
  }

  /**
   * Reads a file once or twice, streaming.
   *
   * @param displayName the file in findings, as the user named it
   * @throws IOException if the disk fails; for content there are findings
   */
  public PackageContents inspect(Path file, String displayName) throws IOException {
    PackageFormat format = PackageSniffer.sniff(file, cabinets);
    try {
      PackageContents contents = read(format, file, displayName);
      return new PackageContents(
          contents.format(),
          contents.identity(),
          contents.entries(),
          contents.executables(),
          named(contents.findings(), displayName),
          named(contents.contentFindings(), displayName),
          contents.targets());
    } catch (MalformedPackageException e) {
      return PackageContents.of(
          format, PackageIdentity.NONE, List.of(), named(e.findings(displayName), displayName));
    }
  }

  private CabinetInspection cabinet() {
    return new CabinetInspection(
        cabinets, limits, clock.map(c -> LocalDate.ofInstant(c.instant(), ZoneOffset.UTC)));
  }

  private PackageContents read(PackageFormat format, Path file, String displayName)
      throws IOException {
    return switch (format) {
      case CAB, CBS, DRIVER -> cabinet().inspect(format, file);
      case OCP -> ocp(file);
      case MSIX, APPX, MSIXBUNDLE ->
          new AppxInspection(appxLimits, displayName).inspect(format, file);
      case PE -> pe(file);
      case CAT -> CatalogFile.read(file);
      case PPKG -> new PpkgInspection().inspect(file);
      case MSI -> onlyNamed(format);
      case UNKNOWN ->
          throw new MalformedPackageException("UC3100", "is of no format that is known here");
    };
  }

  private PackageContents ocp(Path file) throws IOException {
    OemCustomPackageFile ocp = OemCustomPackageFile.read(file, limits);
    CompositionDatabase db = ocp.database();
    PackageContents cabinet = cabinet().inspect(PackageFormat.CAB, file);
    PackageIdentity identity =
        new PackageIdentity(
            db.bspProductName(),
            Optional.of(db.bspVersion()),
            Optional.of(db.buildArch()),
            Map.of("releaseType", db.releaseType()));
    return PackageContents.of(PackageFormat.OCP, identity, cabinet.entries(), ocp.findings());
  }

  private static PackageContents pe(Path file) throws IOException {
    PeHeader pe = PeHeader.read(file);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("kind", pe.kind());
    fields.put("subsystem", pe.subsystemName());
    PackageIdentity identity =
        new PackageIdentity(
            "", Optional.empty(), pe.managed() ? Optional.empty() : pe.architecture(), fields);
    Executable itself =
        new Executable("", pe.architecture(), pe.kernelMode(), pe.hasCertificates(), pe.managed());
    return new PackageContents(
        PackageFormat.PE,
        identity,
        List.of(),
        List.of(itself),
        List.of(),
        DriverInspection.unknownProcessor(itself).stream().toList());
  }

  private static PackageContents onlyNamed(PackageFormat format) {
    Finding note =
        Finding.note(
                "UC3101", "", "recognised as " + format.wireName() + ", its inside is not read")
            .because(
                "Only the signature of this format is judged; identity and entries stay empty.");
    return PackageContents.of(format, PackageIdentity.NONE, List.of(), List.of(note));
  }

  private static List<Finding> named(List<Finding> findings, String displayName) {
    return findings.stream().map(f -> named(f, displayName)).sorted(Finding.ORDER).toList();
  }

  private static Finding named(Finding f, String displayName) {
    Finding subject =
        f.subject().isEmpty() ? new MalformedPackageException(List.of(f)).finding(displayName) : f;
    if (subject.file() == null) {
      return subject.at(displayName, 0, 0);
    }
    // A place inside: told as waivers and reports name it. Of a folder it is a file's own path.
    String inside = displayName.endsWith("/") ? displayName : displayName + "!";
    return subject.file().equals(displayName) || subject.file().startsWith(inside)
        ? subject
        : subject.at(inside + subject.file(), subject.line(), subject.column());
  }
}
