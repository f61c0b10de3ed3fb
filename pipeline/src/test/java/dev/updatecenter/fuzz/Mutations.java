package dev.updatecenter.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Spoils seeds the way fuzzers do; the same seeds and random numbers give the same inputs. */
final class Mutations {
  // Sizes, offsets and counts that parsers trip over.
  private static final int[] INTERESTING = {0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, -1};
  private static final int MOST_STEPS = 6;

  private final List<byte[]> seeds;
  private final SplittableRandom random;

  Mutations(List<byte[]> seeds, SplittableRandom random) {
    this.seeds = List.copyOf(seeds);
    this.random = random;
  }

  byte[] next() {
    byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
    for (int step = random.nextInt(MOST_STEPS) + 1; step > 0 && input.length > 4; step--) {
      input = spoiled(input);
    }
    return input;
  }

  private byte[] spoiled(byte[] input) {
    int at = random.nextInt(input.length - 3);
    switch (random.nextInt(6)) {
      case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> input[at] = (byte) random.nextInt(256);
      case 2 -> put(input, at, INTERESTING[random.nextInt(INTERESTING.length)]);
      case 3 -> Arrays.fill(input, at, Math.min(input.length, at + random.nextInt(64)), (byte) 0);
      case 4 -> {
        return without(input, at, Math.min(input.length - at, random.nextInt(32)));
      }
      default -> copyWithin(input, at);
    }
    return input;
  }

  private static void put(byte[] input, int at, int value) {
    for (int i = 0; i < 4; i++) {
      input[at + i] = (byte) (value >>> (8 * i));
    }
  }

  private static byte[] without(byte[] input, int at, int length) {
    byte[] shorter = new byte[input.length - length];
    System.arraycopy(input, 0, shorter, 0, at);
    System.arraycopy(input, at + length, shorter, at, shorter.length - at);
    return shorter;
  }

  private void copyWithin(byte[] input, int at) {
    int from = random.nextInt(input.length);
    int length = Math.min(random.nextInt(48), input.length - Math.max(at, from));
    System.arraycopy(input, from, input, at, length);
  }
}
