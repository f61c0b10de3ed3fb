package dev.updatecenter.stage.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchTest {
  private final Path folder;
  private final Scratch scratch;

  ScratchTest(@TempDir Path folder) {
    this.folder = folder;
    this.scratch = new Scratch(folder.resolve("scratch"));
  }

  private Path cabinet(int size, boolean reserve) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Path file = folder.resolve("a.cab");
    CabinetWriter.write(
        file, List.of(CabinetInput.of("a.bin", content)), Compression.NONE, reserve);
    return file;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 261_900, 262_000, 262_050, 262_144, 300_000, 1_000_000})
  void givesACabinetRoomAndTellsTheDigestOfTheFileAsItWas(int size) throws IOException {
    Path plain = cabinet(size, false);
    Scratch.Copy copy = scratch.copy(plain, "a.cab");
    assertThat(copy.sha256()).isEqualTo(ContentDigest.of(plain));
    assertThat(copy.file()).hasSameBinaryContentAs(cabinet(size, true));
  }

  @Test
  void copiesWhatNeedsNoRoomByteForByte() throws IOException {
    Path roomy = cabinet(300_000, true);
    assertThat(scratch.copy(roomy, "a.cab").file()).hasSameBinaryContentAs(roomy);
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThat(scratch.copy(empty, "empty").file()).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(ints = {262_119, 262_120, 262_121, 262_143, 262_144, 262_145, 524_288})
  void copiesFilesThatEndAtTheBorderOfABlock(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Path file = Files.write(folder.resolve("any"), content);
    Scratch.Copy copy = scratch.copy(file, "any");
    assertThat(copy.sha256()).isEqualTo(ContentDigest.of(content));
    assertThat(copy.file()).hasBinaryContent(content);
  }

  @Test
  void aCopyWithRoomIsSignedAsTheFileItselfWouldBe() throws IOException {
    Path plain = cabinet(300_000, false);
    Path copy = scratch.copy(plain, "a.cab").file();
    TestLab.signer().sign(copy, "a");
    TestLab.signer().sign(plain, "a");
    try (Cabinet ours = Cabinet.open(copy, CabinetLimits.DEFAULT);
        Cabinet theirs = Cabinet.open(plain, CabinetLimits.DEFAULT)) {
      assertThat(ours.header().cbCabinet()).isEqualTo(theirs.header().cbCabinet());
      int cabinet = (int) ours.header().cbCabinet();
      // Behind abReserve, which tells the signature's length: a token's may differ by a byte.
      assertThat(Files.readAllBytes(copy))
          .startsWith('M', 'S', 'C', 'F')
          .satisfies(
              bytes ->
                  assertThat(java.util.Arrays.copyOfRange(bytes, 60, cabinet))
                      .isEqualTo(
                          java.util.Arrays.copyOfRange(Files.readAllBytes(plain), 60, cabinet)));
    }
  }
}
