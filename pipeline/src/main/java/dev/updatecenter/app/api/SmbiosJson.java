package dev.updatecenter.app.api;

import dev.updatecenter.capability.devicemodel.BiosInfo;
import dev.updatecenter.capability.devicemodel.MachineInfo;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.kernel.core.Finding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A table, as {@code smbios show} prints it; strings are empty where the table has none.
 *
 * @param hardwareIds {@code HardwareID-0} to {@code HardwareID-14}, those that exist
 */
public record SmbiosJson(
    String file,
    String smbiosVersion,
    MachineInfo machineInfo,
    Bios bios,
    String enclosureType,
    Map<String, String> hardwareIds,
    List<FindingJson> findings) {
  /** Copies, in order. */
  public SmbiosJson {
    hardwareIds = Collections.unmodifiableMap(new LinkedHashMap<>(hardwareIds));
    findings = List.copyOf(findings);
  }

  /**
   * The firmware's own fields.
   *
   * @param major a number; the empty string where the table has none
   * @param minor likewise
   */
  public record Bios(String vendor, String version, Object major, Object minor) {
    static Bios of(BiosInfo info) {
      return new Bios(info.vendor(), info.version(), number(info.major()), number(info.minor()));
    }

    private static Object number(OptionalInt value) {
      return value.isPresent() ? (Object) value.getAsInt() : "";
    }
  }

  /** The shape of a table. */
  public static SmbiosJson of(String file, SmbiosTable table) {
    Map<String, String> ids = new LinkedHashMap<>();
    table.hardwareIds().forEach((number, id) -> ids.put("HardwareID-" + number, id.toString()));
    OptionalInt enclosure = table.enclosureType();
    return new SmbiosJson(
        file,
        table.version(),
        table.machineInfo(),
        Bios.of(table.bios()),
        enclosure.isPresent() ? Integer.toHexString(enclosure.getAsInt()) : "",
        ids,
        FindingJson.of(table.findings()));
  }

  /** The shape of a table that cannot be read: nothing but why. */
  public static SmbiosJson unreadable(String file, Finding why) {
    return new SmbiosJson(
        file,
        "",
        MachineInfo.of(Map.of()),
        Bios.of(BiosInfo.NONE),
        "",
        Map.of(),
        List.of(FindingJson.of(why)));
  }
}
