package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.SourcePosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Reads what the SMBIOS table of a device declares, to hold it against the OEM's documents. */
public final class SmbiosDump {
  private SmbiosDump() {}

  /** Reads a file or sysfs folder; what is wrong with it is among the findings. */
  public static DeclaredIdentity read(Path source) throws IOException {
    String file = source.toString();
    try {
      SmbiosTable table = SmbiosTable.read(source);
      Map<SmbiosField, Located> fields = new EnumMap<>(SmbiosField.class);
      for (SmbiosField field : SmbiosField.values()) {
        if (table.machineInfo().has(field)) {
          String value = table.machineInfo().get(field);
          fields.put(field, new Located(value, SourcePosition.of(file)));
        }
      }
      return new DeclaredIdentity(file, fields, Map.of(), table.findings());
    } catch (MalformedSmbiosException e) {
      return DeclaredIdentity.unreadable(file, e.finding(file));
    }
  }
}
