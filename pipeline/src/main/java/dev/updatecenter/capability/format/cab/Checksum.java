package dev.updatecenter.capability.format.cab;

/** MS-CAB 2.6 csum: exclusive or of little-endian words, the odd bytes at the end reversed. */
final class Checksum {
  private Checksum() {}

  static int of(byte[] data, int length, int seed) {
    int sum = seed;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      sum ^=
          (data[i] & 0xFF)
              | (data[i + 1] & 0xFF) << 8
              | (data[i + 2] & 0xFF) << 16
              | (data[i + 3] & 0xFF) << 24;
    }
    int rest = 0;
    for (; i < length; i++) {
      rest = rest << 8 | (data[i] & 0xFF);
    }
    return sum ^ rest;
  }

  static int ofSizes(int cbData, int cbUncomp, int seed) {
    return seed ^ (cbData | cbUncomp << 16);
  }
}
