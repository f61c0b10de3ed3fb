package dev.updatecenter.capability.format.appx;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A part's content. Its end is reached only if sizes and checksum are what the headers say. */
final class PartStream extends InputStream {
  private static final int CHUNK = 1 << 15;

  private final ZipBytes zip;
  private final ZipMember member;
  private final UnpackedBytes unpacked;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] input = new byte[CHUNK];
  private long in;
  private long out;

  PartStream(ZipBytes zip, ZipMember member, UnpackedBytes unpacked) {
    this.zip = zip;
    this.member = member;
    this.unpacked = unpacked;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int n =
        member.record().deflated()
            ? inflate(target, offset, length)
            : stored(target, offset, length);
    if (n < 0) {
      requireWhole();
      return -1;
    }
    out += n;
    if (out > member.record().size()) {
      throw wrong("is longer than its headers say");
    }
    crc.update(target, offset, n);
    unpacked.add(n);
    return n;
  }

  private int stored(byte[] target, int offset, int length) throws IOException {
    long left = member.record().compressedSize() - in;
    if (left == 0) {
      return -1;
    }
    int n = zip.read(member.dataOffset() + in, target, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw wrong("is cut off");
    }
    in += n;
    return n;
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      while (true) {
        int n = inflater.inflate(target, offset, length);
        if (n > 0) {
          return n;
        }
        if (inflater.finished()) {
          return -1;
        }
        if (inflater.needsDictionary() || !inflater.needsInput()) {
          throw wrong("is not deflated as it should be");
        }
        feed();
      }
    } catch (DataFormatException e) {
      throw wrong("is not deflated as it should be");
    }
  }

  private void feed() throws IOException {
    long left = member.record().compressedSize() - in;
    int n = left == 0 ? -1 : zip.read(member.dataOffset() + in, input, 0, chunk(left));
    if (n < 0) {
      throw wrong("ends before its content does");
    }
    in += n;
    inflater.setInput(input, 0, n);
  }

  private static int chunk(long left) {
    return (int) Math.min(CHUNK, left);
  }

  private void requireWhole() throws IOException {
    if (out != member.record().size()) {
      throw wrong("is shorter than its headers say");
    }
    if (in != member.record().compressedSize() || inflater.getRemaining() > 0) {
      throw wrong("has bytes behind the end of its content");
    }
    if ((int) crc.getValue() != member.record().crc()) {
      throw wrong("does not have the checksum that its headers say");
    }
  }

  private IOException wrong(String what) {
    return ZipFault.CONTENT.exception(member.record().shown() + " " + what);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
