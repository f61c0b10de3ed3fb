package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.testing.ReleaseFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of the configuration reach what judges files and what judges releases. */
class CabinetLimitsTest {
  private final Path folder;

  CabinetLimitsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    CabinetWriter.write(
        folder.resolve("driver.cab"),
        List.of(CabinetInput.of("data.bin", new byte[2 << 20])),
        Compression.MSZIP,
        false);
    Files.writeString(
        folder.resolve("release.yaml"), ReleaseFolder.yaml("{ drivers: [driver.cab] }"));
  }

  @Test
  void refuseWhatUnpacksToMore() throws IOException {
    Path limits = configuration("total: 1MiB");
    assertThat(run(limits, "package", "inspect", "driver.cab")).contains("UC3018");
    assertThat(run(limits, "validate", "release.yaml")).contains("UC3018");
    Path ratio = configuration("ratio: 10, ratioFrom: 1MiB");
    assertThat(run(ratio, "package", "inspect", "driver.cab")).contains("UC3017");
    assertThat(run(ratio, "validate", "release.yaml")).contains("UC3017");
  }

  @Test
  void letPassWhatUnpacksToLess() throws IOException {
    Path limits = configuration("total: 2MiB");
    assertThat(run(limits, "package", "inspect", "driver.cab")).doesNotContain("UC30");
    assertThat(run(limits, "validate", "release.yaml")).doesNotContain("UC30");
  }

  @Test
  void mustBeLimits() throws IOException {
    CommandRun run =
        CommandRun.of(
            folder.resolve("home"),
            "--config",
            configuration("ratio: 0").toString(),
            "package",
            "inspect",
            folder.resolve("driver.cab").toString());
    assertThat(run.exit()).isEqualTo(2);
  }

  private String run(Path configuration, String... command) {
    String[] all = new String[command.length + 3];
    all[0] = "--json";
    all[1] = "--config";
    all[2] = configuration.toString();
    System.arraycopy(command, 0, all, 3, command.length);
    all[all.length - 1] = folder.resolve(command[command.length - 1]).toString();
    return CommandRun.of(folder.resolve("home"), all).out();
  }

  private Path configuration(String limits) throws IOException {
    return Files.writeString(
        folder.resolve("limits.yaml"),
        """
        apiVersion: updatecenter/v1
        kind: Configuration
        limits: { cabinet: { %s } }
        """
            .formatted(limits));
  }
}
