package dev.updatecenter.capability.format.cab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.testing.LzxCabinets;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.RawCabinet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CabinetRewriterTest {
  private static final byte[] SIGNED = Cabinets.random(9_000, 77);

  private final Path folder;

  CabinetRewriterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** The catalog in front, behind, in the middle and across blocks; longer and shorter than new. */
  @ParameterizedTest
  @CsvSource({
    "NONE, 0, 100, 200000", "NONE, 200000, 20000, 0", "NONE, 40000, 32768, 40000",
    "MSZIP, 0, 100, 200000", "MSZIP, 200000, 20000, 0", "MSZIP, 40000, 32768, 40000",
    "MSZIP, 32768, 8000, 32768", "MSZIP, 65535, 8000, 1", "MSZIP, 65537, 70000, 99999",
  })
  void changesOneFileAndNothingElse(Compression compression, int before, int old, int after)
      throws Exception {
    byte[] in =
        Cabinets.write(
            List.of(
                dated("update.mum", Cabinets.random(before, 1), 2026),
                dated("nichts/leer", new byte[0], 1999),
                dated("update.cat", Cabinets.random(old, 2), 2001),
                dated("Zündung.sys", Cabinets.random(after, 3), 2107)),
            compression,
            false);

    assertOnlyChanged(in, "update.cat", compression.typeCompress());
  }

  @Test
  void keepsEveryFolderItsCompressionAndTheBlocksBeforeTheChange() throws Exception {
    byte[] text = "content ".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
    byte[] in =
        Cabinets.write(
            List.of(CabinetInput.of("big", text), CabinetInput.of("update.cat", new byte[100])),
            Compression.MSZIP,
            true);
    byte[] out = rewritten(in, "update.cat");

    int data = 60 + 8 + (16 + 4) + (16 + 11);
    int copied = 0;
    for (int block = 0; block < 4; block++) {
      copied += blockSize(in, data + copied);
    }
    assertThat(out).startsWith("MSCF".getBytes(StandardCharsets.US_ASCII));
    assertThat(Arrays.copyOfRange(out, data, data + copied))
        .isEqualTo(Arrays.copyOfRange(in, data, data + copied));
  }

  @Test
  void unpacksLzxAndPacksItAsMsZip() throws Exception {
    byte[] in =
        LzxCabinets.of(
            Map.of(
                "a.sys", Cabinets.random(90_000, 4),
                "update.cat", Cabinets.random(5_000, 5),
                "update.mum", Cabinets.random(70_000, 6)));

    assertOnlyChanged(in, "UPDATE.CAT", 1);
  }

  @Test
  void keepsNamesAttributesAndFoldersByteForByte() throws Exception {
    byte[] first = Cabinets.random(10, 1);
    byte[] second = Cabinets.random(12, 2);
    byte[] in =
        new RawCabinet()
            .set(0x4711, 0, "", "")
            .reserve(7, 3, 5)
            .folder(0)
            .block(first, first.length)
            .folder(0)
            .block(second, second.length)
            .file(new byte[] {(byte) 0xfc, '.', 'c', 'a', 't'}, 4, 0, 0, 0x27)
            .file("b", 6, 4, 0)
            .file("c", 12, 0, 1)
            .build();

    byte[] out = rewritten(in, "\u00fc.cat");

    try (Cabinet cabinet = Cabinet.open(out, CabinetLimits.DEFAULT)) {
      assertThat(cabinet.files())
          .extracting(CabinetFile::name, CabinetFile::attributes, CabinetFile::folder)
          .containsExactly(tuple("\u00fc.cat", 0x27, 0), tuple("b", 0x20, 0), tuple("c", 0x20, 1));
      assertThat(cabinet.header().setID()).isEqualTo(0x4711);
      assertThat(cabinet.header().cbCFData()).isZero();
      assertThat(cabinet.read("b", 100)).isEqualTo(Arrays.copyOfRange(first, 4, 10));
      assertThat(cabinet.read("c", 100)).isEqualTo(second);
    }
  }

  @Test
  void leavesNothingBehindOfACabinetWhoseDataIsDamaged() throws Exception {
    byte[] in =
        Cabinets.write(
            List.of(CabinetInput.of("update.cat", Cabinets.random(50_000, 8))),
            Compression.NONE,
            true);
    in[in.length - 1] ^= 1;

    assertThatThrownBy(() -> rewritten(in, "update.cat"))
        .isInstanceOf(MalformedPackageException.class);

    assertThat(folder.resolve("out.cab")).doesNotExist();
  }

  @Test
  void refusesTwoFilesInOnePlace() {
    byte[] data = Cabinets.random(10, 1);
    byte[] in =
        new RawCabinet()
            .folder(0)
            .block(data, data.length)
            .file("update.cat", 10, 0, 0)
            .file("b", 8, 1, 0)
            .build();

    assertThatThrownBy(() -> rewritten(in, "update.cat"))
        .isInstanceOf(MalformedPackageException.class);
  }

  @Test
  void refusesAFileThatIsNotThereOrEmpty() throws Exception {
    byte[] in = Cabinets.write(List.of(CabinetInput.of("e", new byte[0])), Compression.NONE, true);

    assertThatThrownBy(() -> rewritten(in, "none")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> rewritten(in, "e")).isInstanceOf(MalformedPackageException.class);
  }

  private void assertOnlyChanged(byte[] in, String name, int typeCompress) throws Exception {
    byte[] out = rewritten(in, name);
    try (Cabinet old = Cabinet.open(in, CabinetLimits.DEFAULT);
        Cabinet made = Cabinet.open(out, CabinetLimits.DEFAULT)) {
      assertThat(made.files()).hasSameSizeAs(old.files());
      Map<String, byte[]> was = Cabinets.readAll(old);
      Map<String, byte[]> is = Cabinets.readAll(made);
      for (int i = 0; i < old.files().size(); i++) {
        CabinetFile before = old.files().get(i);
        CabinetFile after = made.files().get(i);
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.dateTime()).isEqualTo(before.dateTime());
        assertThat(after.attributes()).isEqualTo(before.attributes());
        assertThat(after.folder()).isEqualTo(before.folder());
        boolean changed = before.name().equalsIgnoreCase(name);
        assertThat(is.get(after.name())).isEqualTo(changed ? SIGNED : was.get(before.name()));
      }
      assertThat(made.contents().folders().get(0).get(0).folder().typeCompress())
          .isEqualTo(typeCompress);
    }
    Programs.Result judged =
        Programs.run(Programs.require("cabextract"), "-t", folder.resolve("out.cab").toString());
    assertThat(judged.exit()).as(judged.output()).isZero();
  }

  private byte[] rewritten(byte[] in, String name) throws IOException {
    Path out = folder.resolve("out.cab");
    Files.deleteIfExists(out);
    try (Cabinet cabinet = Cabinet.open(in, CabinetLimits.DEFAULT)) {
      CabinetRewriter.write(cabinet, Map.of(name, SIGNED), out);
    }
    return Files.readAllBytes(out);
  }

  private static CabinetInput dated(String name, byte[] content, int year) {
    return CabinetInput.of(name, content).dated(LocalDateTime.of(year, 2, 3, 4, 5, 6));
  }

  private static int blockSize(byte[] cabinet, int at) {
    return 8 + (cabinet[at + 4] & 0xff) + ((cabinet[at + 5] & 0xff) << 8);
  }
}
