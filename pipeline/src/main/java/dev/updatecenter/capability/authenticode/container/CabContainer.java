package dev.updatecenter.capability.authenticode.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A signed cabinet. MS-CAB 2.1 CFHEADER, then the reserve that signing adds:
 *
 * <pre>
 * 00 signature   04 reserved1  08 cbCabinet   0c reserved2    10 coffFiles     14 reserved3
 * 18 version     1a cFolders   1c cFiles      1e flags        20 setID         22 iCabinet
 * 24 cbCFHeader  26 cbCFFolder 27 cbCFData
 * 28 00 00 10 00               2c signature's offset, length  34 zero          38 hashed
 * </pre>
 *
 * The digest runs over 00-03, 08-21 and 38 up to the signature. Every other byte has one value
 * only.
 */
final class CabContainer implements SignedContainer {
  private static final int HEADER = 36;
  private static final int RESERVE_END = 60;
  private static final int RESERVE_PRESENT = 4;
  private static final int RESERVE_SIZE = 20;
  private static final int RESERVE_MARK = 0x00100000;
  private static final int LARGEST_SIGNATURE = 16 * 1024 * 1024;

  private final FileBytes file;
  private final ByteBuffer header;

  CabContainer(FileBytes file) throws IOException {
    this.file = file;
    this.header = file.read(0, (int) Math.min(RESERVE_END, file.size()));
    if (header.remaining() < HEADER) {
      throw new MalformedContainerException("a cabinet's header has 36 bytes");
    }
  }

  @Override
  public String format() {
    return "cab";
  }

  @Override
  public Optional<String> dataType() {
    return Optional.of("1.3.6.1.4.1.311.2.1.25");
  }

  @Override
  public Optional<byte[]> signature() throws IOException {
    if (!signed()) {
      return Optional.empty();
    }
    if (length() > LARGEST_SIGNATURE) {
      throw new MalformedContainerException("a signature of " + length() + " bytes");
    }
    return Optional.of(file.read(offset(), (int) length()).array());
  }

  @Override
  public int alignment() {
    return 8;
  }

  @Override
  public Optional<byte[]> digest(HashAlgorithm algorithm) throws IOException {
    MessageDigest digest = algorithm.newDigest();
    file.forEachBlock(0, 4, digest::update);
    file.forEachBlock(8, 34, digest::update);
    file.forEachBlock(56, offset(), digest::update);
    return Optional.of(digest.digest());
  }

  @Override
  public List<String> uncovered() {
    List<String> found = new ArrayList<>();
    if (!signed()) {
      // What is left of a signature whose pointer was taken away lies behind the cabinet's end.
      require(found, file.size() <= cabinetSize(), "bytes behind the end of the cabinet");
      return found;
    }
    require(found, header.getInt(4) == 0, "reserved1 is not zero");
    require(found, header.getShort(34) == 0, "iCabinet is not zero");
    require(found, header.get(38) == 0 && header.get(39) == 0, "folders or data have a reserve");
    require(found, header.getInt(52) == 0, "the reserve is not zero where it must be");
    require(found, offset() == cabinetSize(), "the signature does not follow the cabinet");
    require(found, offset() + length() == file.size(), "bytes behind the signature");
    return found;
  }

  private boolean signed() {
    return header.remaining() == RESERVE_END
        && (header.getShort(30) & RESERVE_PRESENT) != 0
        && header.getShort(36) == RESERVE_SIZE
        && header.getInt(40) == RESERVE_MARK
        // Room for a signature may name the place where one would lie.
        && length() != 0;
  }

  private long cabinetSize() {
    return Integer.toUnsignedLong(header.getInt(8));
  }

  private long offset() {
    return Integer.toUnsignedLong(header.getInt(44));
  }

  private long length() {
    return Integer.toUnsignedLong(header.getInt(48));
  }

  private static void require(List<String> found, boolean held, String otherwise) {
    if (!held) {
      found.add(otherwise);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
