package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What an SMBIOS table (DMTF DSP0134, versions 2.0 to 3.x) says about the device it describes. At
 * most 16 MiB are read.
 */
public final class SmbiosTable {
  private final Optional<SmbiosVersion> version;
  private final SmbiosFields fields;
  private final List<Finding> findings;

  private SmbiosTable(
      Optional<SmbiosVersion> version, SmbiosStructures structures, List<Finding> findings) {
    this.version = version;
    this.fields =
        new SmbiosFields(
            structures.machineInfo(), structures.biosInfo(), structures.enclosureType());
    this.findings = List.copyOf(findings);
  }

  /**
   * Reads a bare table, a {@code dmidecode --dump-bin} file, Windows' RawSMBIOSData, or a folder
   * with the files {@code DMI} and {@code smbios_entry_point}, told apart by content.
   *
   * @throws MalformedSmbiosException when it is no table, or nothing before its damage names the
   *     device
   */
  public static SmbiosTable read(Path source) throws IOException {
    return of(SmbiosImage.read(source), source.toString());
  }

  /**
   * Reads the table of a device that is to be told apart by it.
   *
   * @throws MalformedSmbiosException also when none of the six strings was read
   */
  public static SmbiosTable readDevice(Path source) throws IOException {
    SmbiosTable table = read(source);
    if (table.machineInfo().equals(MachineInfo.of(Map.of()))) {
      throw new MalformedSmbiosException("the table names no device");
    }
    return table;
  }

  /** Reads an image that came from a file of that name. */
  static SmbiosTable of(SmbiosImage image, String file) throws MalformedSmbiosException {
    List<Finding> findings = new ArrayList<>();
    SmbiosStructures structures = SmbiosWalk.through(image, findings);
    Optional<SmbiosVersion> version = image.version().map(SmbiosVersion::corrected);
    if (!version.equals(image.version())) {
      findings.add(corrected(image.version().orElseThrow(), version.orElseThrow()));
    }
    findings.addAll(OemLicenceRules.check(version, structures));
    return new SmbiosTable(
        version,
        structures,
        findings.stream().map(f -> f.at(file, 0, 0)).sorted(Finding.ORDER).toList());
  }

  private static Finding corrected(SmbiosVersion written, SmbiosVersion meant) {
    return Finding.note(
            "UC2003",
            "SMBIOS table",
            "the entry point says version " + written + ", which is read as " + meant)
        .because("That version never existed; dmidecode reads it the same way.")
        .fixedBy("Have the firmware write the version it follows.");
  }

  /** The version it follows, such as {@code 2.7}; empty for a bare table, which does not say. */
  public String version() {
    return version.map(SmbiosVersion::toString).orElse("");
  }

  /** The six strings that name the device, spaces kept. */
  public MachineInfo machineInfo() {
    return fields.machineInfo();
  }

  /** The firmware's own fields. */
  public BiosInfo bios() {
    return fields.bios();
  }

  /** The raw enclosure byte (DSP0134 7.4.1), lock bit included. */
  public OptionalInt enclosureType() {
    return fields.enclosureType();
  }

  /** The computer hardware ids that exist, by number 0..14. */
  public SortedMap<Integer, UUID> hardwareIds() {
    return ComputerHardwareIds.of(fields);
  }

  /** Damage, and what the OEM licence and good sense hold against the fields. */
  public List<Finding> findings() {
    return findings;
  }
}
