package dev.updatecenter.capability.format.cab;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** MS-CAB 2.6 csum: exclusive or of little-endian words, the odd bytes at the end reversed. */
final class Checksum {
  private static final VarHandle TWO_WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Checksum() {}

  static int of(byte[] data, int from, int length, int seed) {
    int end = from + length;
    int i = from;
    long two = 0;
    for (; i + 8 <= end; i += 8) {
      two ^= (long) TWO_WORDS.get(data, i);
    }
    int sum = seed ^ (int) two ^ (int) (two >>> 32);
    if (i + 4 <= end) {
      sum ^=
          (data[i] & 0xFF)
              | (data[i + 1] & 0xFF) << 8
              | (data[i + 2] & 0xFF) << 16
              | (data[i + 3] & 0xFF) << 24;
      i += 4;
    }
    int rest = 0;
    for (; i < end; i++) {
      rest = rest << 8 | (data[i] & 0xFF);
    }
    return sum ^ rest;
  }

  static int ofSizes(int cbData, int cbUncomp, int seed) {
    return seed ^ (cbData | cbUncomp << 16);
  }
}
