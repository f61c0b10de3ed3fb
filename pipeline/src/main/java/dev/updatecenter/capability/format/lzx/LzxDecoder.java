package dev.updatecenter.capability.format.lzx;

/**
 * Decodes LZX, one frame at a time: MS-PATCH (LZX DELTA without reference data), and the LZX
 * description of Microsoft's Cabinet SDK. Memory is the window, time linear in the bytes in and
 * out; no input makes it do anything but decode or refuse. After a refusal it is of no more use.
 * Not for use by several threads.
 */
public final class LzxDecoder {
  /** Most bytes of a frame; every one but the last has as many. */
  public static final int FRAME = 32768;

  private static final int MIN_WINDOW_BITS = 15;
  private static final int MAX_WINDOW_BITS = 21;
  // MS-PATCH "E8 Call Translation": none beyond 1 GiB.
  private static final long TRANSLATED = 1L << 30;

  private final LzxFlavour flavour;
  private final LzxBits bits = new LzxBits();
  private final LzxWindow window;
  private final LzxBlocks blocks;
  private boolean begun;
  private boolean ended;
  private int fileSize;

  private LzxDecoder(LzxFlavour flavour, int windowBits) {
    if (windowBits < MIN_WINDOW_BITS || windowBits > MAX_WINDOW_BITS) {
      throw new IllegalArgumentException("an LZX window has 15 to 21 bits, not " + windowBits);
    }
    this.flavour = flavour;
    this.window = new LzxWindow(windowBits);
    this.blocks = new LzxBlocks(bits, window, windowBits);
  }

  /**
   * For one folder of a cabinet; its frames are its CFDATA in order.
   *
   * @param windowBits 15 to 21
   */
  public static LzxDecoder forCabinet(int windowBits) {
    return new LzxDecoder(LzxFlavour.CABINET, windowBits);
  }

  /** For the chunks of a Windows image: 32 KiB each, none knows another. */
  public static LzxDecoder forWim() {
    return new LzxDecoder(LzxFlavour.WIM, MIN_WINDOW_BITS);
  }

  /**
   * Decodes the next frame.
   *
   * @param in the frame from its first byte on
   * @param inLength how many bytes of it there are
   * @param out takes the content from its first byte on
   * @param outLength how many bytes it must give, 1 to {@link #FRAME}
   * @throws MalformedLzxException if it is no LZX, gives another number of bytes, or follows a
   *     frame that was not full
   */
  public void decodeFrame(byte[] in, int inLength, byte[] out, int outLength)
      throws MalformedLzxException {
    if (outLength < 1 || outLength > FRAME || (ended && flavour == LzxFlavour.CABINET)) {
      throw new MalformedLzxException("an LZX frame of " + outLength + " bytes cannot stand here");
    }
    begin(in, inLength);
    blocks.decode(flavour, outLength);
    long position = window.position();
    window.endFrame(out, outLength);
    ended = outLength < FRAME;
    if (fileSize != 0 && position < TRANSLATED) {
      CallTranslation.undo(out, outLength, (int) position, fileSize);
    }
  }

  private void begin(byte[] in, int inLength) throws MalformedLzxException {
    bits.begin(in, inLength);
    if (flavour == LzxFlavour.WIM) {
      window.clear();
      blocks.clear();
      begun = false;
    }
    if (!begun) {
      begun = true;
      fileSize = flavour.fileSize(bits);
    }
  }
}
