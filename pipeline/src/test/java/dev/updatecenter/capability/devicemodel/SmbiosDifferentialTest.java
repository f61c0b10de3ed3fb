package dev.updatecenter.capability.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.FwupdHardwareIds;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.RandomSmbiosTables;
import dev.updatecenter.testing.SmbiosTableBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of chance, whose hardware ids fwupd computes too. */
class SmbiosDifferentialTest {
  /** More by hand: {@code -Dupdatecenter.smbios.rounds=2000}. */
  private static final int ROUNDS = Integer.getInteger("updatecenter.smbios.rounds", 60);

  private static final long SEED = Long.getLong("updatecenter.smbios.seed", 2026);

  private static final Map<SmbiosField, String> PRINTED =
      Map.of(
          SmbiosField.MANUFACTURER, "Manufacturer",
          SmbiosField.PRODUCT_NAME, "Product Name",
          SmbiosField.SKU_NUMBER, "SKU Number",
          SmbiosField.FAMILY, "Family",
          SmbiosField.BASEBOARD_MANUFACTURER, "Manufacturer",
          SmbiosField.BASEBOARD_PRODUCT, "Product Name");

  private static final Set<String> ABSENT = Set.of("Not Specified", "<BAD INDEX>");

  private final Path folder;

  SmbiosDifferentialTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void fwupdComputesTheSameIdsOfTablesOfChance() throws Exception {
    FwupdHardwareIds fwupd = new FwupdHardwareIds(Programs.require("fwupdtool"));
    for (int round = 0; round < ROUNDS; round++) {
      RandomSmbiosTables tables = new RandomSmbiosTables(new Random(SEED + round));
      SmbiosTableBuilder table = tables.next();
      Path sysfs = table.sysfs(folder.resolve("dmi/tables"), tables.entryPoint(table));

      SmbiosTable read = SmbiosTable.read(sysfs);

      assertThat(read.hardwareIds())
          .as("table of seed %d (%s): %s", SEED + round, tables.words(), read.machineInfo())
          .isEqualTo(fwupd.of(folder));
    }
  }

  @Test
  void dmidecodePrintsTheSameFieldsOfTablesOfChance() throws Exception {
    Path dmidecode = SmbiosInteropTest.dmidecode();
    for (int round = 0; round < ROUNDS; round++) {
      RandomSmbiosTables tables = new RandomSmbiosTables(new Random(SEED + round));
      SmbiosTableBuilder table = tables.next();
      Path dump = Files.write(folder.resolve("dump"), table.dump(tables.entryPoint(table)));

      String printed =
          Programs.run(dmidecode, "--from-dump", dump.toString(), "-t", "1,2").output();

      SmbiosTable read = SmbiosTable.read(dump);
      PRINTED.forEach(
          (field, row) ->
              row(printed, field.structureType(), row)
                  .ifPresent(
                      theirs ->
                          assertThat(read.machineInfo().get(field))
                              .as("%s (%s)", field, tables.words())
                              .matches(v -> v.contains("\uFFFD") || printed(v).equals(theirs))));
    }
  }

  /** What it prints of the first structure of a type; of a short one it leaves rows out. */
  private static Optional<String> row(String output, int type, String row) {
    Matcher structure = Pattern.compile("DMI type " + type + ",.*\\n((?:.+\\n)*)").matcher(output);
    String text = structure.find() ? structure.group(1) : "";
    Matcher line = Pattern.compile("(?m)^\\t" + row + ": (.*)$").matcher(text);
    return line.find()
        ? Optional.of(line.group(1)).map(v -> ABSENT.contains(v) ? "" : v)
        : Optional.empty();
  }

  /** It prints a dot for each byte that is not printable ASCII. */
  private static String printed(String value) {
    StringBuilder text = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      text.append(b < 0x20 || b == 0x7F ? '.' : (char) b);
    }
    return text.toString();
  }
}
