package dev.updatecenter.findings;

import static dev.updatecenter.findings.Judges.smbios;

import dev.updatecenter.testing.SmbiosTableBuilder;
import java.nio.file.Files;
import java.util.List;

/** Tables as devices have them. */
final class SmbiosExamples {
  private static final String TABLE = "DMI";

  private SmbiosExamples() {}

  static List<FindingExample> all() {
    return List.of(
        of(
            "UC2015",
            SmbiosTableBuilder.device(
                "To be filled by O.E.M.", "Kiosk", "CK", "CK-01", "Arrow", "CK-BB-02")));
  }

  /** The failing table, beside the one that nothing is wrong with. */
  private static FindingExample of(String code, SmbiosTableBuilder failing) {
    return new FindingExample(
        code,
        smbios(TABLE),
        folder -> Files.write(folder.resolve(TABLE), dump(failing)),
        folder -> Files.write(folder.resolve(TABLE), dump(SmbiosTableBuilder.contosoKiosk())));
  }

  private static byte[] dump(SmbiosTableBuilder table) {
    return table.dump(table.entryPoint32(2, 7));
  }
}
