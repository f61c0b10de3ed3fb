package dev.updatecenter.capability.format.cab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CabinetWriterTest {
  private final Path folder;

  CabinetWriterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32767, 32768, 32769, 65536, 200_003})
  void readsBackWhatItWroteAtEveryBlockBoundary(int size) throws IOException {
    for (Compression compression : Compression.values()) {
      byte[] noise = Cabinets.random(size, size);
      byte[] same = new byte[size];
      byte[] bytes =
          Cabinets.write(
              List.of(
                  CabinetInput.of("noise", noise),
                  CabinetInput.of("empty", new byte[0]),
                  CabinetInput.of("same", same),
                  CabinetInput.of("again", noise)),
              compression,
              true);
      try (Cabinet cabinet = Cabinet.open(bytes, CabinetLimits.DEFAULT)) {
        Map<String, byte[]> read = Cabinets.readAll(cabinet);
        assertThat(read.keySet()).containsExactlyInAnyOrder("noise", "empty", "same", "again");
        assertThat(read.get("noise")).isEqualTo(noise);
        assertThat(read.get("same")).isEqualTo(same);
        assertThat(read.get("again")).isEqualTo(noise);
      }
    }
  }

  @Test
  void carriesTheHistoryFromBlockToBlock() throws IOException {
    // 24 KiB of noise, twice in a row: the second copy is in the window of the first.
    byte[] noise = Cabinets.random(24 << 10, 3);
    byte[] twice = new byte[48 << 10];
    System.arraycopy(noise, 0, twice, 0, noise.length);
    System.arraycopy(noise, 0, twice, noise.length, noise.length);
    byte[] cabinet = Cabinets.write(List.of(CabinetInput.of("n", twice)), Compression.MSZIP, false);
    assertThat(cabinet.length).isLessThan(26 << 10);
    Cabinets.readThrough(cabinet, CabinetLimits.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void givesTheSameBytesForTheSameInput(Compression compression) throws IOException {
    assertThat(Cabinets.recipe(compression, 100_000, true))
        .isEqualTo(Cabinets.recipe(compression, 100_000, true));
  }

  @Test
  void keepsRoomForASignatureOnlyWhenAsked() throws IOException {
    byte[] with = Cabinets.recipe(Compression.NONE, 10, true);
    byte[] without = Cabinets.recipe(Compression.NONE, 10, false);
    assertThat(with.length - without.length).isEqualTo(24);
    try (Cabinet cabinet = Cabinet.open(with, CabinetLimits.DEFAULT)) {
      assertThat(cabinet.header().cbCFHeader()).isEqualTo(20);
      assertThat(cabinet.signature()).isEmpty();
    }
  }

  @Test
  void storesDateAndUtf8Name() throws IOException {
    LocalDateTime date = LocalDateTime.of(2026, 2, 28, 23, 59, 58);
    byte[] bytes =
        Cabinets.write(
            List.of(CabinetInput.of("x/драйвер.sys", new byte[1]).dated(date)),
            Compression.NONE,
            false);
    try (Cabinet cabinet = Cabinet.open(bytes, CabinetLimits.DEFAULT)) {
      CabinetFile file = cabinet.files().get(0);
      assertThat(file.name()).isEqualTo("x\\драйвер.sys");
      assertThat(file.dateTime()).contains(date);
      assertThat(cabinet.file("X/ДРАЙВЕР.SYS")).contains(file);
    }
  }

  @Test
  void leavesNothingBehindWhenAnInputChangesSize() {
    Path out = folder.resolve("out.cab");
    for (int claimed : new int[] {9, 11}) {
      CabinetInput input =
          new CabinetInput(
              "x", claimed, () -> new ByteArrayInputStream(new byte[10]), CabinetInput.FIXED_DATE);
      assertThatThrownBy(() -> CabinetWriter.write(out, List.of(input), Compression.MSZIP, false))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("while it was packed");
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void refusesNamesThatItsReaderWouldRefuse() {
    Path out = folder.resolve("out.cab");
    List<CabinetInput> inputs = List.of(CabinetInput.of("../x", new byte[1]));
    assertThatThrownBy(() -> CabinetWriter.write(out, inputs, Compression.NONE, false))
        .isInstanceOf(MalformedPackageException.class);
    assertThatThrownBy(() -> CabinetWriter.write(out, List.of(), Compression.NONE, false))
        .isInstanceOf(MalformedPackageException.class);
    assertThat(out).doesNotExist();
  }
}
