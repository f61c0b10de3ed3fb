package dev.updatecenter.capability.authenticode.container;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The checksum of a PE image (PE format, "Optional Header Windows-Specific Fields", CheckSum): the
 * ones' complement sum of all 16-bit words, the checksum itself as zero, plus the file's length.
 */
final class PeChecksum {
  private long sum;

  private PeChecksum() {}

  /** The low 32 bits of the sum. */
  static int of(FileBytes file, long checksumAt) throws IOException {
    PeChecksum checksum = new PeChecksum();
    file.forEachBlock(0, file.size(), checksum::add);
    // The field was added as two words of the whole (PE headers are aligned): take it out again.
    ByteBuffer field = file.read(checksumAt, 4);
    checksum.remove(field.getShort(0));
    checksum.remove(field.getShort(2));
    long folded = (checksum.sum & 0xffff) + (checksum.sum >>> 16);
    folded = (folded & 0xffff) + (folded >>> 16);
    return (int) (folded + file.size());
  }

  private void add(ByteBuffer block) {
    while (block.remaining() >= 2) {
      sum += block.getShort() & 0xffff;
    }
    if (block.hasRemaining()) {
      sum += block.get() & 0xff;
    }
    fold();
  }

  private void remove(short word) {
    // Ones' complement: taking a word away is adding its complement.
    sum += ~word & 0xffff;
    fold();
  }

  private void fold() {
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
  }
}
