package dev.updatecenter.capability.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.SmbiosTableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same tables, read by fwupd and dmidecode. */
class SmbiosInteropTest {
  private static final Pattern ID = Pattern.compile("\\{([0-9a-f-]{36})}(.*)");

  private final Path folder;

  SmbiosInteropTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<SmbiosTableBuilder> tables() {
    return Stream.of(
        SmbiosTableBuilder.contosoKiosk(),
        SmbiosTableBuilder.device("Contoso", "", "0Kiosk", "", "Arrow", "0042"),
        SmbiosTableBuilder.device(" Contösö ", "K", " 000", "S&K", "", "B").enclosure(0x8A),
        SmbiosTableBuilder.device("Contoso", "\tKiosk", "P", "S", "A", "B"),
        new SmbiosTableBuilder().enclosure(0).system("Contoso", "", "Kiosk", "0"));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void fwupdComputesTheSameHardwareIds(SmbiosTableBuilder builder) throws Exception {
    Path fwupdtool = Programs.require("fwupdtool");
    Path env = Programs.require("env");
    Path tables = builder.sysfs(folder.resolve("dmi/tables"), builder.entryPoint64(3, 3));

    Programs.Result result =
        Programs.run(env, "FWUPD_SYSFSFWDIR=" + folder, fwupdtool.toString(), "hwids");

    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(new TreeSet<>(SmbiosTable.read(tables).hardwareIds().values()))
        .isNotEmpty()
        .isEqualTo(microsoftIds(result.output()));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void dmidecodeFindsTheTableWellFormed(SmbiosTableBuilder builder) throws Exception {
    Path dmidecode = dmidecode();
    Path dump = Files.write(folder.resolve("dump"), builder.dump(builder.entryPoint32(2, 7)));

    Programs.Result result = Programs.run(dmidecode, "--from-dump", dump.toString(), "-t", "1");

    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("SMBIOS 2.7 present", "Product Name: " + productName(dump))
        .doesNotContain("BAD INDEX", "TRUNCATED", "Wrong DMI", "broken");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 51, 8})
  void dmidecodeReadsTheSameVersion(int minor) throws Exception {
    SmbiosTableBuilder builder = SmbiosTableBuilder.contosoKiosk();
    Path dump = Files.write(folder.resolve("dump"), builder.dump(builder.entryPoint32(2, minor)));

    assertThat(Programs.run(dmidecode(), "--from-dump", dump.toString(), "-t", "1").output())
        .contains("SMBIOS " + SmbiosTable.read(dump).version() + " present");
  }

  @Test
  void dmidecodeReadsTheEntryPointFromBeforeSmbios() throws Exception {
    SmbiosTableBuilder builder = SmbiosTableBuilder.contosoKiosk();
    Path dump = Files.write(folder.resolve("dump"), builder.dump(builder.entryPointLegacy(2, 1)));

    assertThat(Programs.run(dmidecode(), "--from-dump", dump.toString(), "-t", "1").output())
        .contains("Legacy DMI " + SmbiosTable.read(dump).version() + " present")
        .contains("Product Name: " + productName(dump));
  }

  private static String productName(Path dump) throws IOException {
    return SmbiosTable.read(dump).machineInfo().productName();
  }

  /** fwupd appends ids of its own, which hold the BIOS vendor and no BIOS version. */
  private static Set<UUID> microsoftIds(String output) {
    Set<UUID> ids = new TreeSet<>();
    for (Matcher m = ID.matcher(output); m.find(); ) {
      if (!m.group(2).contains("BiosVendor") || m.group(2).contains("BiosVersion")) {
        ids.add(UUID.fromString(m.group(1)));
      }
    }
    return ids;
  }

  static Path dmidecode() {
    // Debian keeps it where an ordinary user's PATH does not look.
    Path sbin = Path.of("/usr/sbin/dmidecode");
    return Files.isExecutable(sbin) ? sbin : Programs.require("dmidecode");
  }
}
