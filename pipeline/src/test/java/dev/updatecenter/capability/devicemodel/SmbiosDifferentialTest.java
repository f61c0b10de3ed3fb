package dev.updatecenter.capability.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.FwupdHardwareIds;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.RandomSmbiosTables;
import dev.updatecenter.testing.SmbiosTableBuilder;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of chance, whose hardware ids fwupd computes too. */
class SmbiosDifferentialTest {
  /** More by hand: {@code -Dupdatecenter.smbios.rounds=2000}. */
  private static final int ROUNDS = Integer.getInteger("updatecenter.smbios.rounds", 60);

  private static final long SEED = Long.getLong("updatecenter.smbios.seed", 2026);

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
}
