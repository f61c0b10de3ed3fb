package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.appx.AppxLimits;
import dev.updatecenter.capability.format.appx.AppxZip;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.ocp.OemCustomPackageFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what a file is, by its content. */
public final class PackageSniffer {
  private static final String MSI = "d0cf11e0a1b11ae1"; // MS-CFB 2.2
  private static final String ZIP = "504b0304";
  // DER of 1.3.6.1.4.1.311.10.1, a certificate trust list.
  private static final String CTL = "06092b0601040182370a01";
  private static final int HEAD = 128;

  private PackageSniffer() {}

  /** Says it of one file, without the limits of a caller: only its directory is read. */
  public static PackageFormat sniff(Path file) throws IOException {
    return sniff(file, f -> Cabinet.open(f, CabinetLimits.DEFAULT));
  }

  /**
   * Reads as much of a file as it takes. A cabinet too damaged to be opened is {@link
   * PackageFormat#CAB}, a ZIP that is no app package {@link PackageFormat#UNKNOWN}.
   */
  static PackageFormat sniff(Path file, CabinetOpener cabinets) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String hex = HexFormat.of().formatHex(head);
    if (text.startsWith("MSCF")) {
      return cabinet(file, cabinets);
    }
    if (hex.startsWith(ZIP)) {
      return zip(file);
    }
    if (text.startsWith("MZ")) {
      return PackageFormat.PE;
    }
    if (text.startsWith("MSWIM\0\0\0")) {
      return PackageFormat.PPKG;
    }
    if (hex.startsWith(MSI)) {
      return PackageFormat.MSI;
    }
    return hex.startsWith("30") && hex.contains(CTL) ? PackageFormat.CAT : PackageFormat.UNKNOWN;
  }

  private static PackageFormat cabinet(Path file, CabinetOpener cabinets) throws IOException {
    try (Cabinet cabinet = cabinets.open(file)) {
      return of(
          cabinet.files().stream()
              .map(f -> EntryNames.key(f.name()))
              .collect(Collectors.toUnmodifiableSet()));
    } catch (MalformedPackageException e) {
      return PackageFormat.CAB;
    }
  }

  /** What a cabinet with these names is. */
  static PackageFormat of(Set<String> names) {
    if (names.stream().anyMatch(OemCustomPackageFile::isDatabase)) {
      return PackageFormat.OCP;
    }
    if (names.contains("update.mum") || names.contains("man.dsm.xml")) {
      return PackageFormat.CBS;
    }
    return names.stream().anyMatch(n -> n.endsWith(".inf"))
        ? PackageFormat.DRIVER
        : PackageFormat.CAB;
  }

  private static PackageFormat zip(Path file) throws IOException {
    try (AppxZip zip = AppxZip.open(file, AppxLimits.DEFAULT)) {
      return zip.format().orElse(PackageFormat.UNKNOWN);
    } catch (MalformedPackageException e) {
      // Some ZIP, and not to be opened: that it cannot be read is what the inspection then says.
      return PackageFormat.MSIX;
    }
  }
}
