package dev.updatecenter.testing.lzx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Packs content as LZX: MS-PATCH without its DELTA part, for cabinets and Windows images. */
public final class LzxEncoder {
  private static final int FRAME = 32768;
  private static final int[] SLOTS = {30, 32, 34, 36, 38, 42, 50};

  /** MS-PATCH "Block Type". */
  public enum BlockType {
    VERBATIM(1),
    ALIGNED(2),
    UNCOMPRESSED(3);

    private final int number;

    BlockType(int number) {
      this.number = number;
    }
  }

  /** A block of as many bytes of content. */
  public record Block(BlockType type, int size) {}

  private final int windowBits;
  private final int translationSize;
  private final boolean image;
  private final LzxBitWriter out = new LzxBitWriter();
  private final List<byte[]> frames = new ArrayList<>();
  private byte[] mainBefore;
  private byte[] lengthBefore = new byte[249];
  private byte[] content = new byte[0];
  private int done;

  private LzxEncoder(int windowBits, int translationSize, boolean image) {
    this.windowBits = windowBits;
    this.translationSize = translationSize;
    this.image = image;
    this.mainBefore = new byte[256 + 8 * SLOTS[windowBits - 15]];
  }

  /**
   * The frames of a cabinet's folder.
   *
   * @param translationSize for E8 call translation; 0 = none
   * @param blocks as many bytes as there are of content
   */
  public static List<byte[]> cabinet(
      byte[] content, int windowBits, int translationSize, List<Block> blocks) {
    LzxEncoder encoder = new LzxEncoder(windowBits, translationSize, false);
    return encoder.encode(content, blocks);
  }

  /** One chunk, at most 32 KiB, of a Windows image. */
  public static byte[] imageChunk(byte[] content, List<Block> blocks) {
    return new LzxEncoder(15, 12_000_000, true).encode(content, blocks).get(0);
  }

  private List<byte[]> encode(byte[] plain, List<Block> blocks) {
    content = plain.clone();
    for (int at = 0; translationSize != 0 && at < content.length; at += FRAME) {
      translate(at, Math.min(content.length - at, FRAME));
    }
    if (!image) {
      out.bits(1, translationSize == 0 ? 0 : 1);
      out.bits(translationSize == 0 ? 0 : 16, translationSize >>> 16);
      out.bits(translationSize == 0 ? 0 : 16, translationSize & 0xFFFF);
    }
    LzxMatcher matcher = new LzxMatcher(content, windowBits);
    for (Block block : blocks) {
      header(block);
      if (block.type() == BlockType.UNCOMPRESSED) {
        uncompressed(block.size(), matcher);
      } else {
        compressed(matcher.tokens(done, done + block.size()), block.type() == BlockType.ALIGNED);
      }
    }
    if (done % FRAME != 0) {
      endFrame();
    }
    return frames;
  }

  /** MS-PATCH "E8 Call Translation". */
  private void translate(int frame, int length) {
    ByteBuffer b = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = frame; at < frame + length - 10; at++) {
      if (content[at] == (byte) 0xE8) {
        long relative = b.getInt(at + 1);
        int position = image ? at - frame : at;
        if (relative >= -position && relative < translationSize - position) {
          b.putInt(at + 1, (int) relative + position);
        } else if (relative >= translationSize - position && relative < translationSize) {
          b.putInt(at + 1, (int) relative - translationSize);
        }
        at += 4;
      }
    }
  }

  private void header(Block block) {
    out.bits(3, block.type().number);
    if (!image) {
      out.bits(24, block.size());
    } else if (block.size() == FRAME) {
      out.bits(1, 1);
    } else {
      out.bits(1, 0);
      out.bits(16, block.size());
    }
  }

  private void uncompressed(int size, LzxMatcher matcher) {
    out.alignAtLeastOnce();
    ByteBuffer offsets = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    for (int offset : matcher.last) {
      offsets.putInt(offset);
    }
    out.bytes(offsets.array(), 0, 12);
    int end = done + size;
    while (done < end) {
      int part = Math.min(end, (done / FRAME + 1) * FRAME) - done;
      out.bytes(content, done, part);
      if (done + part == end && size % 2 == 1) {
        out.bytes(new byte[1], 0, 1);
      }
      wrote(part);
    }
    matcher.hashUpTo(done);
  }

  private void compressed(List<LzxToken> tokens, boolean aligned) {
    long[] main = new long[mainBefore.length];
    long[] length = new long[lengthBefore.length];
    long[] low = new long[8];
    for (LzxToken token : tokens) {
      main[token.mainSymbol()]++;
      if (token.lengthSymbol() >= 0) {
        length[token.lengthSymbol()]++;
      }
      if (token.footerBits() >= 3) {
        low[token.footer() & 7]++;
      }
    }
    if (Arrays.stream(low).sum() == 0) {
      Arrays.fill(low, 1); // libmspack takes no empty tree here
    }
    LzxCode alignedCode = LzxCode.of(low, 7);
    if (aligned) {
      for (byte bits : alignedCode.lengths) {
        out.bits(3, bits);
      }
    }
    LzxCode mainCode = LzxCode.of(main, 16);
    LzxCode lengthCode = LzxCode.of(length, 16);
    trees(mainCode, lengthCode);
    for (LzxToken token : tokens) {
      mainCode.write(out, token.mainSymbol());
      if (token.lengthSymbol() >= 0) {
        lengthCode.write(out, token.lengthSymbol());
      }
      footer(token, aligned, alignedCode);
      wrote(token.length());
    }
  }

  private void trees(LzxCode main, LzxCode length) {
    LzxLengthWriter.write(out, mainBefore, main.lengths, 0, 256);
    LzxLengthWriter.write(out, mainBefore, main.lengths, 256, mainBefore.length);
    LzxLengthWriter.write(out, lengthBefore, length.lengths, 0, lengthBefore.length);
    mainBefore = main.lengths;
    lengthBefore = length.lengths;
  }

  private void footer(LzxToken token, boolean aligned, LzxCode alignedCode) {
    if (aligned && token.footerBits() >= 3) {
      out.bits(token.footerBits() - 3, token.footer() >> 3);
      alignedCode.write(out, token.footer() & 7);
    } else {
      out.bits(token.footerBits(), token.footer());
    }
  }

  private void wrote(int length) {
    done += length;
    if (done % FRAME == 0) {
      endFrame();
    }
  }

  private void endFrame() {
    out.align();
    frames.add(out.take());
  }
}
