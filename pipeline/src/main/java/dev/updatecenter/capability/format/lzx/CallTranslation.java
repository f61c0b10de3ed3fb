package dev.updatecenter.capability.format.lzx;

/**
 * MS-PATCH "E8 Call Translation": the encoder made the targets of x86 calls absolute so that they
 * repeat; this makes them relative again.
 */
final class CallTranslation {
  private static final int CALL = 0xE8;
  private static final int LAST_BYTES = 10;

  private CallTranslation() {}

  /**
   * Translates one frame.
   *
   * @param position of the frame in the content, below 1 GiB
   * @param fileSize as the encoder had it: targets wrap round there; 0 = nothing is translated
   */
  static void undo(byte[] frame, int length, int position, int fileSize) {
    for (int i = 0; i < length - LAST_BYTES; i++) {
      if ((frame[i] & 0xFF) == CALL) {
        int absolute = get(frame, i + 1);
        int here = position + i;
        if (absolute >= -here && absolute < fileSize) {
          put(frame, i + 1, absolute >= 0 ? absolute - here : absolute + fileSize);
        }
        i += 4;
      }
    }
  }

  private static int get(byte[] b, int at) {
    return (b[at] & 0xFF)
        | ((b[at + 1] & 0xFF) << 8)
        | ((b[at + 2] & 0xFF) << 16)
        | (b[at + 3] << 24);
  }

  private static void put(byte[] b, int at, int value) {
    for (int i = 0; i < 4; i++) {
      b[at + i] = (byte) (value >> (8 * i));
    }
  }
}
