package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.appx.AppxManifest;
import dev.updatecenter.capability.format.appx.AppxPackage;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.capability.format.ocp.OemCustomPackageFile;
import dev.updatecenter.capability.format.pe.PeHeader;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a file as a file: unreadable, damaged, unsafe or unknown is an error. What is wrong with
 * its content stands apart, for the caller to weigh.
 */
public final class PackageInspector {
  private final CabinetLimits limits;

  /** With the default limits. */
  public PackageInspector() {
    this(CabinetLimits.DEFAULT);
  }

  /** With limits of the caller for cabinets. */
  public PackageInspector(CabinetLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads a file once or twice, streaming.
   *
   * @param displayName the file in findings, as the user named it
   * @throws IOException if the disk fails; for content there are findings
   */
  public PackageContents inspect(Path file, String displayName) throws IOException {
    PackageFormat format = PackageSniffer.sniff(file);
    try {
      PackageContents contents = read(format, file);
      return new PackageContents(
          contents.format(),
          contents.identity(),
          contents.entries(),
          contents.executables(),
          named(contents.findings(), displayName),
          named(contents.contentFindings(), displayName));
    } catch (MalformedPackageException e) {
      return PackageContents.of(
          format, PackageIdentity.NONE, List.of(), named(e.findings(displayName), displayName));
    }
  }

  private PackageContents read(PackageFormat format, Path file) throws IOException {
    return switch (format) {
      case CAB, CBS, DRIVER -> new CabinetInspection(limits).inspect(format, file);
      case OCP -> ocp(file);
      case MSIX, APPX -> appx(file);
      case PE -> pe(file);
      case CAT -> CatalogFile.read(file);
      case MSI, PPKG, MSIXBUNDLE -> onlyNamed(format);
      case UNKNOWN ->
          throw new MalformedPackageException("UC3100", "is of no format that is known here");
    };
  }

  private PackageContents ocp(Path file) throws IOException {
    OemCustomPackageFile ocp = OemCustomPackageFile.read(file, limits);
    CompositionDatabase db = ocp.database();
    PackageContents cabinet = new CabinetInspection(limits).inspect(PackageFormat.CAB, file);
    PackageIdentity identity =
        new PackageIdentity(
            db.bspProductName(),
            Optional.of(db.bspVersion()),
            Optional.of(db.buildArch()),
            Map.of("releaseType", db.releaseType()));
    return PackageContents.of(PackageFormat.OCP, identity, cabinet.entries(), ocp.findings());
  }

  private static PackageContents appx(Path file) throws IOException {
    AppxPackage appx = AppxPackage.open(file);
    AppxManifest m = appx.manifest();
    PackageIdentity identity =
        new PackageIdentity(
            m.name(),
            Optional.of(m.version()),
            m.architecture(),
            Map.of("publisher", m.publisher()));
    return PackageContents.of(m.format(), identity, appx.entries(), appx.findings());
  }

  private static PackageContents pe(Path file) throws IOException {
    PeHeader pe = PeHeader.read(file);
    PackageIdentity identity =
        new PackageIdentity(
            "",
            Optional.empty(),
            pe.architecture(),
            Map.of("kind", pe.kernelMode() ? "kernel" : pe.isDll() ? "dll" : "program"));
    List<Executable> itself =
        List.of(new Executable("", pe.architecture(), pe.kernelMode(), pe.hasCertificates()));
    return new PackageContents(PackageFormat.PE, identity, List.of(), itself, List.of(), List.of());
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
    return subject.file() == null ? subject.at(displayName, 0, 0) : subject;
  }
}
