package dev.updatecenter.capability.format.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The Authenticode digest of a portable executable as its bytes pass (Microsoft, "Windows
 * Authenticode Portable Executable Signature Format", Calculating the PE Image Hash): everything
 * but the checksum, the certificate table's entry among the data directories and the table itself.
 * Only the headers are held; of what is no executable, nothing.
 */
public final class ImageDigest {
  // MS-DOS stubs of that size are not met; what has one is digested as any other file.
  private static final int MOST_HEADER = 1 << 16;
  private static final int SHORTEST = 0x40;

  private final MessageDigest digest;
  private ByteArrayOutputStream header = new ByteArrayOutputStream();
  private Optional<ImageLayout> layout = Optional.empty();
  private boolean image = true;
  private long position;

  /** Begins a file. */
  public ImageDigest(MemberHash hash) {
    this.digest = hash.newDigest();
  }

  /** Takes the next bytes. */
  public void update(byte[] bytes, int offset, int length) {
    if (!image) {
      return;
    }
    if (layout.isPresent()) {
      feed(layout.get(), bytes, offset, length);
      return;
    }
    header.write(bytes, offset, length);
    // Two bytes tell most files apart; the whole header is looked at where they say MZ.
    if (header.size() >= 2) {
      readHeader();
    }
  }

  /**
   * Ends the file.
   *
   * @return its digest in lower-case hex; empty if it is no executable. A second one where its
   *     length is no multiple of 8: signing fills it up with zeros first, and makers of catalogs
   *     differ on whether they do.
   */
  public Set<String> finish() {
    Set<String> digests = new LinkedHashSet<>();
    if (layout.isEmpty()) {
      return digests;
    }
    byte[] plain = finishedCopy(0);
    int past = (int) (position % 8);
    if (past != 0 && !layout.get().hasTable()) {
      digests.add(HexFormat.of().formatHex(finishedCopy(8 - past)));
    }
    digests.add(HexFormat.of().formatHex(plain));
    return digests;
  }

  private byte[] finishedCopy(int zeros) {
    try {
      MessageDigest copy = (MessageDigest) digest.clone();
      copy.update(new byte[zeros]);
      return copy.digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's digests can be cloned", e);
    }
  }

  private void readHeader() {
    byte[] read = header.toByteArray();
    if (read[0] != 'M' || read[1] != 'Z') {
      giveUp();
      return;
    }
    if (read.length < SHORTEST) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    long needed = ImageLayout.needed(bytes);
    if (needed > MOST_HEADER) {
      giveUp();
    } else if (read.length >= needed) {
      layout = ImageLayout.read(bytes);
      if (layout.isEmpty()) {
        giveUp();
      } else {
        header = new ByteArrayOutputStream(0);
        feed(layout.get(), read, 0, read.length);
      }
    }
  }

  private void giveUp() {
    image = false;
    header = new ByteArrayOutputStream(0);
  }

  private void feed(ImageLayout skipped, byte[] bytes, int offset, int length) {
    int at = offset;
    int left = length;
    while (left > 0) {
      long skip = skipped.toSkip(position);
      int part = (int) Math.min(left, skip > 0 ? skip : skipped.toNextSkip(position));
      if (skip == 0) {
        digest.update(bytes, at, part);
      }
      at += part;
      left -= part;
      position += part;
    }
  }
}
