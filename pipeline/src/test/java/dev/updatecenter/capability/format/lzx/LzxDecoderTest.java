package dev.updatecenter.capability.format.lzx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.testing.lzx.LzxEncoder;
import dev.updatecenter.testing.lzx.LzxEncoder.Block;
import dev.updatecenter.testing.lzx.LzxEncoder.BlockType;
import dev.updatecenter.testing.lzx.LzxSamples;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LzxDecoderTest {
  private static final List<BlockType> ALL = List.of(BlockType.values());

  @ParameterizedTest
  @EnumSource(BlockType.class)
  void decodesBlocksOfEachType(BlockType type) throws Exception {
    byte[] content = LzxSamples.words(200_001, 1);
    for (int size : new int[] {1, 2, 3, 1000, 32767, 32768, 32769, 65537}) {
      int length = Math.min(content.length, size * 100);
      byte[] part = Arrays.copyOf(content, length);
      assertDecodes(part, 17, 0, LzxSamples.blocks(length, List.of(type), size));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 16, 17, 18, 19, 20, 21})
  void decodesEveryWindowOverItsWholeWidth(int windowBits) throws Exception {
    byte[] content = LzxSamples.words((2 << windowBits) + 12_345, windowBits);
    List<Block> blocks = LzxSamples.blocks(content.length, ALL, 70_001, 33_000, 5_001, 32_768);

    assertDecodes(content, windowBits, 0, blocks);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 11, 15, 32768, 100_000})
  void makesCallsRelativeAgain(int length) throws Exception {
    byte[] content = LzxSamples.calls(length, 3);
    List<Block> blocks = LzxSamples.blocks(length, ALL, 9_999, 40_000);

    assertDecodes(content, 18, 12_000_000, blocks);
    assertDecodes(content, 18, 70_000, blocks);
    assertDecodes(content, 18, 1, blocks);
  }

  @Test
  void decodesChunksOfImagesEachForItself() throws Exception {
    LzxDecoder decoder = LzxDecoder.forWim();
    for (int length : new int[] {32768, 32768, 20_001, 32768, 1}) {
      byte[] content = LzxSamples.calls(length, length);
      byte[] chunk = LzxEncoder.imageChunk(content, LzxSamples.blocks(length, ALL, 9_001, 32768));
      byte[] out = new byte[length];
      decoder.decodeFrame(chunk, chunk.length, out, length);
      assertThat(out).isEqualTo(content);
    }
    byte[] whole = LzxSamples.words(32768, 9);
    byte[] chunk =
        LzxEncoder.imageChunk(whole, List.of(new Block(BlockType.ALIGNED, LzxDecoder.FRAME)));
    byte[] out = new byte[32768];
    decoder.decodeFrame(chunk, chunk.length, out, 32768);
    assertThat(out).isEqualTo(whole);
  }

  @Test
  void takesThePaddingOfAnOddBlockInEitherFrame() throws Exception {
    byte[] content = LzxSamples.words(40_000, 5);
    List<Block> blocks =
        List.of(
            new Block(BlockType.VERBATIM, 32_768 - 101),
            new Block(BlockType.UNCOMPRESSED, 101),
            new Block(BlockType.VERBATIM, 40_000 - 32_768));
    List<byte[]> frames = LzxEncoder.cabinet(content, 15, 0, blocks);
    byte[] first = frames.get(0);
    byte[] second = new byte[frames.get(1).length + 1];
    System.arraycopy(frames.get(1), 0, second, 1, second.length - 1);
    List<byte[]> moved = List.of(Arrays.copyOf(first, first.length - 1), second);

    assertThat(decoded(frames, 15, content.length)).isEqualTo(content);
    assertThat(decoded(moved, 15, content.length)).isEqualTo(content);
  }

  @Test
  void decodesTheExampleOfTheSpecification() throws Exception {
    // MS-PATCH 3: "abc" in an uncompressed block, without the chunk's size before it.
    byte[] frame = HexFormat.of().parseHex("00303000010000000100000001000000" + "61626300");

    assertThat(decoded(List.of(frame), 16, 3)).asString().isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000", // block type 0
        "00400100", // block type 4
        "003000000000", // no bytes in the block
        "003030000100000001000000010000006162", // ends within the bytes
        "00303000010000000100000001000000616263000000", // two bytes too many
        "0030300001000000" // ends within the offsets
      })
  void refusesWhatIsNoBlock(String hex) {
    byte[] frame = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> decoded(List.of(frame), 16, 3))
        .isInstanceOf(MalformedLzxException.class);
  }

  @Test
  void refusesAnotherFrameAfterOneThatWasNotFull() throws Exception {
    byte[] frame =
        LzxEncoder.cabinet(new byte[5], 15, 0, List.of(new Block(BlockType.VERBATIM, 5))).get(0);
    LzxDecoder decoder = LzxDecoder.forCabinet(15);
    byte[] out = new byte[5];
    decoder.decodeFrame(frame, frame.length, out, 5);
    assertThatThrownBy(() -> decoder.decodeFrame(frame, frame.length, out, 5))
        .isInstanceOf(MalformedLzxException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 22})
  void knowsNoOtherWindows(int bits) {
    assertThatThrownBy(() -> LzxDecoder.forCabinet(bits))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertDecodes(byte[] content, int windowBits, int size, List<Block> blocks)
      throws Exception {
    List<byte[]> frames = LzxEncoder.cabinet(content, windowBits, size, blocks);
    assertThat(Arrays.equals(decoded(frames, windowBits, content.length), content)).isTrue();
  }

  static byte[] decoded(List<byte[]> frames, int windowBits, int length)
      throws MalformedLzxException {
    LzxDecoder decoder = LzxDecoder.forCabinet(windowBits);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] out = new byte[LzxDecoder.FRAME];
    for (byte[] frame : frames) {
      int part = Math.min(out.length, length - all.size());
      decoder.decodeFrame(frame, frame.length, out, part);
      all.write(out, 0, part);
    }
    return all.toByteArray();
  }
}
