package dev.updatecenter.capability.format.cab;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** MS-MCI MSZIP: "CK" and raw deflate a block; the last 32 KiB unpacked are the next's history. */
final class MsZip implements BlockDecoder {
  private static final int WINDOW = 32768;

  private final Inflater inflater = new Inflater(true);
  private final byte[] history = new byte[WINDOW];
  private int known;

  @Override
  public void decode(byte[] block, int blockLength, byte[] out, int length) throws IOException {
    if (blockLength < 2 || block[0] != 'C' || block[1] != 'K') {
      throw CabinetFault.BAD_BLOCK.exception("an MSZIP block does not begin with CK");
    }
    inflater.reset();
    if (known > 0) {
      inflater.setDictionary(history, WINDOW - known, known);
    }
    inflater.setInput(block, 2, blockLength - 2);
    try {
      int done = 0;
      while (done < length && !inflater.finished()) {
        int part = inflater.inflate(out, done, length - done);
        if (part == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        done += part;
      }
      // The end-of-block mark may still be unread; a byte more would be one too many.
      boolean more = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
      if (done != length || more || !inflater.finished()) {
        throw CabinetFault.BAD_BLOCK.exception(
            "an MSZIP block does not unpack to the " + length + " bytes it claims");
      }
    } catch (DataFormatException e) {
      throw CabinetFault.BAD_BLOCK.exception("an MSZIP block is not deflate: " + e.getMessage());
    }
    remember(out, length);
  }

  private void remember(byte[] out, int length) {
    int fresh = Math.min(length, WINDOW);
    System.arraycopy(history, fresh, history, 0, WINDOW - fresh);
    System.arraycopy(out, length - fresh, history, WINDOW - fresh, fresh);
    known = Math.min(WINDOW, known + fresh);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
