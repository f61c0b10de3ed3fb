import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.Deflater;

/**
 * Writes a cabinet of a given size (MS-CAB 2; MSZIP): one folder, four files. Its content is text
 * and noise by turns and comes out of a seed, so that the same size gives the same bytes. Blocks are
 * drawn out of 512 that were compressed beforehand: it is the reader that is to be measured.
 *
 * <p>{@code MszipCabinet FILE MIB}, or {@code MszipCabinet FOLDER MIB NUMBER} for so many that differ:
 * {@code 0000.cab} and on.
 */
final class MszipCabinet {
  private static final int BLOCK = 32768;
  private static final int DISTINCT = 512;
  private static final int FILES = 4;
  private static final int HEADERS = 36 + 8;

  private MszipCabinet() {}

  public static void main(String[] arguments) throws IOException {
    Path out = Path.of(arguments[0]);
    long size = Long.parseLong(arguments[1]) << 20;
    byte[][] blocks = new byte[DISTINCT][];
    for (int i = 0; i < DISTINCT; i++) {
      blocks[i] = block(i);
    }
    if (arguments.length == 2) {
      write(out, size, blocks, 1);
      return;
    }
    Files.createDirectories(out);
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      write(out.resolve(String.format("%04d.cab", i)), size, blocks, i);
    }
  }

  private static void write(Path file, long size, byte[][] blocks, int seed) throws IOException {
    long sum = 0;
    for (byte[] block : blocks) {
      sum += block.length;
    }
    // Each file is a whole number of blocks; cFiles and cCFData are 16 bits wide (MS-CAB 2.1, 2.2).
    int count = (int) (size * DISTINCT / sum) / FILES * FILES;
    if (count > 65535) {
      throw new IllegalArgumentException("a folder has at most 65535 blocks, and this is " + count);
    }
    int[] order = new Random(seed).ints(count, 0, DISTINCT).toArray();
    long length = HEADERS + FILES * entry(0, 0).length;
    int dataAt = (int) length;
    for (int block : order) {
      length += blocks[block].length;
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(header(length, dataAt, count));
      for (int i = 0; i < FILES; i++) {
        out.write(entry(i, count / FILES * BLOCK));
      }
      for (int block : order) {
        out.write(blocks[block]);
      }
    }
  }

  /** MS-CAB 2.1 CFHEADER and 2.2 CFFOLDER. */
  private static byte[] header(long length, int dataAt, int blocks) {
    return ByteBuffer.allocate(HEADERS)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("MSCF".getBytes(StandardCharsets.US_ASCII))
        .putInt(0)
        .putInt((int) length)
        .putInt(0)
        .putInt(HEADERS)
        .putInt(0)
        .put((byte) 3)
        .put((byte) 1)
        .putShort((short) 1)
        .putShort((short) FILES)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(dataAt)
        .putShort((short) blocks)
        .putShort((short) 1)
        .array();
  }

  /** MS-CAB 2.3 CFFILE. */
  private static byte[] entry(int number, int size) {
    byte[] name = ("part-" + number + ".bin\0").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(16 + name.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(size)
        .putInt(number * size)
        .putShort((short) 0)
        .putShort((short) 0x5321)
        .putShort((short) 0)
        .putShort((short) 0x20)
        .put(name)
        .array();
  }

  /** MS-CAB 2.4 CFDATA around one MSZIP block (MS-MCI 2.2.1: CK, then RFC 1951). */
  private static byte[] block(int seed) {
    byte[] packed = new byte[BLOCK + 64];
    Deflater deflater = new Deflater(6, true);
    deflater.setInput(content(seed));
    deflater.finish();
    int length = 2 + deflater.deflate(packed, 2, packed.length - 2);
    deflater.end();
    packed[0] = 'C';
    packed[1] = 'K';
    ByteBuffer block = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    block.putInt(0).putShort((short) length).putShort((short) BLOCK).put(packed, 0, length);
    return block.putInt(0, checksum(block, length)).array();
  }

  /** MS-CAB 3.1 Checksum Method: over cbData and cbUncomp and the data. */
  private static int checksum(ByteBuffer block, int length) {
    int sum = 0;
    int at = 8;
    for (; at + 4 <= 8 + length; at += 4) {
      sum ^= block.getInt(at);
    }
    int rest = 0;
    for (; at < 8 + length; at++) {
      rest = rest << 8 | Byte.toUnsignedInt(block.get(at));
    }
    return sum ^ rest ^ block.getInt(4);
  }

  /** Words for two thirds, noise for the rest: about half its size when it is compressed. */
  private static byte[] content(int seed) {
    Random random = new Random(seed);
    byte[] content = new byte[BLOCK];
    random.nextBytes(content);
    byte[][] words = new byte[400][];
    for (int i = 0; i < words.length; i++) {
      words[i] = (Integer.toString(random.nextInt(1 << 30), 36) + " ").getBytes(StandardCharsets.US_ASCII);
    }
    for (int from = 0; from < BLOCK; from += 1536) {
      int to = Math.min(BLOCK, from + 1024);
      for (int at = from; at < to; ) {
        byte[] word = words[random.nextInt(words.length)];
        int length = Math.min(word.length, to - at);
        System.arraycopy(word, 0, content, at, length);
        at += length;
      }
    }
    return content;
  }
}
