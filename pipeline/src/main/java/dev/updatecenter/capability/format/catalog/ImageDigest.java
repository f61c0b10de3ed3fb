package dev.updatecenter.capability.format.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
  private static final int MAGIC = 4;

  private final MessageDigest digest;
  private ByteArrayOutputStream header = new ByteArrayOutputStream();
  private Optional<ImageLayout> layout = Optional.empty();
  private MemberKind kind = MemberKind.OTHER; // not known yet
  private long position;

  /** Begins a file. */
  public ImageDigest(MemberHash hash) {
    this.digest = hash.newDigest();
  }

  /** Takes the next bytes. */
  public void update(byte[] bytes, int offset, int length) {
    if (layout.isPresent()) {
      feed(layout.get(), bytes, offset, length);
    } else if (kind == MemberKind.OTHER) {
      header.write(bytes, offset, length);
      if (header.size() >= MAGIC) {
        readHeader();
      }
    }
  }

  /**
   * Ends the file.
   *
   * @param name as the package spells it
   * @param whole the digest of all its bytes, lower-case hex
   * @return the file by its digest as an executable, if it is one; by two of them where its length
   *     is no multiple of 8: signing fills it up with zeros first, and makers of catalogs differ on
   *     whether they do
   */
  public MemberFile finish(String name, String whole) {
    if (layout.isEmpty()) {
      MemberKind flat = kind == MemberKind.CABINET ? kind : MemberKind.FLAT;
      return new MemberFile(name, flat, Set.of(whole));
    }
    Set<String> digests = new LinkedHashSet<>();
    int past = (int) (position % 8);
    if (past != 0 && !layout.get().hasTable()) {
      digests.add(HexFormat.of().formatHex(finishedCopy(8 - past)));
    }
    digests.add(HexFormat.of().formatHex(finishedCopy(0)));
    return new MemberFile(name, MemberKind.IMAGE, digests);
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
      giveUp(new String(read, 0, MAGIC, StandardCharsets.ISO_8859_1).equals("MSCF"));
      return;
    }
    if (read.length < SHORTEST) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    long needed = ImageLayout.needed(bytes);
    if (needed > MOST_HEADER) {
      giveUp(false);
    } else if (read.length >= needed) {
      layout = ImageLayout.read(bytes);
      if (layout.isEmpty()) {
        giveUp(false);
      } else {
        kind = MemberKind.IMAGE;
        header = new ByteArrayOutputStream(0);
        feed(layout.get(), read, 0, read.length);
      }
    }
  }

  private void giveUp(boolean cabinet) {
    kind = cabinet ? MemberKind.CABINET : MemberKind.FLAT;
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
