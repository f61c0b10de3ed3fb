package dev.updatecenter.testing.lzx;

import dev.updatecenter.testing.lzx.LzxEncoder.Block;
import dev.updatecenter.testing.lzx.LzxEncoder.BlockType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Content that makes an encoder use all that LZX has. */
public final class LzxSamples {
  private LzxSamples() {}

  /** Words of a small vocabulary, some bytes that are rare, some that come from far back. */
  public static byte[] words(int length, long seed) {
    Random random = new Random(seed);
    byte[][] words = new byte[200][];
    for (int i = 0; i < words.length; i++) {
      words[i] = new byte[2 + random.nextInt(14)];
      random.nextBytes(words[i]);
    }
    ByteBuffer b = ByteBuffer.allocate(length + 20_000);
    while (b.position() < length) {
      int kind = random.nextInt(50);
      if (kind == 0 && b.position() > 1000) {
        int back = 1 + random.nextInt(b.position() - 600);
        b.put(b.array(), b.position() - back, Math.min(back, 600));
      } else if (kind == 1) {
        b.put(new byte[1 + random.nextInt(300)]);
      } else {
        b.put(words[(int) (Math.abs(random.nextGaussian()) * 40) % words.length]);
      }
    }
    return java.util.Arrays.copyOf(b.array(), length);
  }

  /** Like x86 code: calls, near and far, forward and back, out of bounds too. */
  public static byte[] calls(int length, long seed) {
    Random random = new Random(seed);
    ByteBuffer b = ByteBuffer.allocate(length + 16).order(ByteOrder.LITTLE_ENDIAN);
    while (b.position() < length) {
      int target = random.nextInt(length + length / 4);
      b.put((byte) 0xE8).putInt(random.nextInt(20) == 0 ? random.nextInt() : target - b.position());
      b.put((byte) 0x90);
    }
    return java.util.Arrays.copyOf(b.array(), length);
  }

  /** Blocks of the types in turn, of the sizes in turn, over as many bytes. */
  public static List<Block> blocks(int length, List<BlockType> types, int... sizes) {
    List<Block> blocks = new ArrayList<>();
    for (int at = 0, i = 0; at < length; i++) {
      int size = Math.min(length - at, sizes[i % sizes.length]);
      blocks.add(new Block(types.get(i % types.size()), size));
      at += size;
    }
    return blocks;
  }
}
