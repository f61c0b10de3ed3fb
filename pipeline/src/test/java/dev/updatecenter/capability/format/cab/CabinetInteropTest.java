package dev.updatecenter.capability.format.cab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CabinetInteropTest {
  private final Path folder;

  CabinetInteropTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({"MSZIP,true", "MSZIP,false", "NONE,true", "NONE,false"})
  void othersReadWhatItWrites(Compression compression, boolean reserve) throws Exception {
    Path cabextract = Programs.require("cabextract");
    Path gcab = Programs.require("gcab");
    Path cabinet = folder.resolve("ours.cab");
    byte[] noise = Cabinets.random(150_000, 5);
    CabinetWriter.write(
        cabinet,
        List.of(
            CabinetInput.of("dir/noise.bin", noise),
            CabinetInput.of("empty.txt", new byte[0]),
            CabinetInput.of("zero.bin", new byte[100_001]),
            CabinetInput.of("ü.txt", "ü".getBytes(java.nio.charset.StandardCharsets.UTF_8))),
        compression,
        reserve);

    Programs.Result verdict = Programs.run(cabextract, "-t", cabinet.toString());
    assertThat(verdict.output()).contains("All done, no errors");
    assertThat(verdict.exit()).isZero();
    assertThat(Programs.run(gcab, "-t", cabinet.toString()).output())
        .contains("noise.bin", "empty.txt", "zero.bin");
    Programs.run(cabextract, "-q", "-d", folder.toString(), cabinet.toString());
    assertThat(folder.resolve("dir/noise.bin")).hasBinaryContent(noise);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsWhatGcabWrites(boolean compressed) throws Exception {
    Path gcab = Programs.require("gcab");
    byte[] noise = Cabinets.random(150_000, 6);
    Files.write(folder.resolve("noise.bin"), noise);
    Files.write(folder.resolve("zero.bin"), new byte[100_001]);
    Path cabinet = folder.resolve("theirs.cab");
    List<String> arguments = new ArrayList<>(List.of("-c", "-n"));
    if (compressed) {
      arguments.add("-z");
    }
    arguments.add(cabinet.toString());
    arguments.add(folder.resolve("noise.bin").toString());
    arguments.add(folder.resolve("zero.bin").toString());
    assertThat(Programs.run(gcab, arguments.toArray(new String[0])).exit()).isZero();

    assertThat(content(cabinet).get("noise.bin")).isEqualTo(noise);
    assertThat(content(cabinet).get("zero.bin")).hasSize(100_001);
  }

  private static Map<String, byte[]> content(Path file) throws IOException {
    try (Cabinet cabinet = Cabinet.open(file, CabinetLimits.DEFAULT)) {
      return Cabinets.readAll(cabinet);
    }
  }
}
