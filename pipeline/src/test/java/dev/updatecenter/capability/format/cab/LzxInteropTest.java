package dev.updatecenter.capability.format.cab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.RawCabinet;
import dev.updatecenter.testing.lzx.LzxEncoder;
import dev.updatecenter.testing.lzx.LzxEncoder.Block;
import dev.updatecenter.testing.lzx.LzxEncoder.BlockType;
import dev.updatecenter.testing.lzx.LzxSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The encoder of the tests, the decoder and libmspack hold one another against MS-PATCH. */
class LzxInteropTest {
  private final Path folder;

  LzxInteropTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "15,0,VERBATIM", "15,300000,ALIGNED", "16,0,UNCOMPRESSED", "17,12000000,VERBATIM",
    "18,0,ALIGNED", "19,300000,UNCOMPRESSED", "20,0,VERBATIM", "21,12000000,ALIGNED"
  })
  void cabextractUnpacksTheSame(int windowBits, int translationSize, BlockType type)
      throws Exception {
    byte[] content =
        translationSize == 0
            ? LzxSamples.words((2 << windowBits) + 4_321, windowBits)
            : LzxSamples.calls(300_000, windowBits);
    List<Block> blocks =
        LzxSamples.blocks(content.length, List.of(type, type, BlockType.VERBATIM), 50_001, 32_768);
    assertBothUnpack(content, windowBits, translationSize, blocks);
  }

  @Test
  void cabextractUnpacksManySmallBlocksOfAllTypes() throws Exception {
    byte[] content = LzxSamples.words(150_000, 2);
    List<Block> blocks = LzxSamples.blocks(150_000, List.of(BlockType.values()), 777, 1, 4_096, 33);
    assertBothUnpack(content, 16, 0, blocks);
  }

  private void assertBothUnpack(byte[] content, int bits, int translation, List<Block> blocks)
      throws Exception {
    Path file = Files.write(folder.resolve("lzx.cab"), cabinet(content, bits, translation, blocks));
    try (Cabinet cabinet = Cabinet.open(file, CabinetLimits.DEFAULT)) {
      assertThat(Cabinets.readAll(cabinet).get("content.bin")).isEqualTo(content);
    }
    Path cabextract = Programs.require("cabextract");
    Programs.Result verdict = Programs.run(cabextract, "-t", file.toString());
    assertThat(verdict.output()).contains("All done, no errors");
    Programs.run(cabextract, "-q", "-d", folder.toString(), file.toString());
    assertThat(folder.resolve("content.bin")).hasBinaryContent(content);
  }

  private static byte[] cabinet(byte[] content, int bits, int translation, List<Block> blocks)
      throws IOException {
    RawCabinet cabinet = new RawCabinet().file("content.bin", content.length, 0, 0);
    cabinet.folder(3 | bits << 8);
    int left = content.length;
    for (byte[] frame : LzxEncoder.cabinet(content, bits, translation, blocks)) {
      cabinet.block(frame, Math.min(left, 32768));
      left -= 32768;
    }
    return cabinet.build();
  }
}
