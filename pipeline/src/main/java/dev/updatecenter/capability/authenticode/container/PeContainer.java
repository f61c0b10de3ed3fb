package dev.updatecenter.capability.authenticode.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A signed PE image (Windows Authenticode Portable Executable Signature Format, "Calculating the PE
 * Image Hash"). The digest leaves out the checksum, the entry of the certificate table in the data
 * directories and the table itself, which must be the end of the file.
 */
final class PeContainer implements SignedContainer {
  private static final int PE_MAGIC = 0x00004550;
  private static final int PE32 = 0x10b;
  private static final int PE32_PLUS = 0x20b;
  private static final int SECURITY_DIRECTORY = 4;
  private static final int WIN_CERTIFICATE = 8;
  // WIN_CERTIFICATE: wRevision 0x0200, wCertificateType 2 (PKCS#7 SignedData).
  private static final int REVISION_AND_TYPE = 0x00020200;
  private static final int LARGEST_SIGNATURE = 16 * 1024 * 1024;

  private final FileBytes file;
  private final long checksumAt;
  private final long directoryAt;
  private final long tableAt;
  private final long tableSize;

  PeContainer(FileBytes file) throws IOException {
    this.file = file;
    long pe = Integer.toUnsignedLong(file.read(0x3c, 4).getInt(0));
    ByteBuffer head = file.read(pe, 26);
    int magic = head.getShort(24) & 0xffff;
    if (head.getInt(0) != PE_MAGIC || (magic != PE32 && magic != PE32_PLUS)) {
      throw new MalformedContainerException("no PE header at " + pe);
    }
    long optional = pe + 24;
    int directories = magic == PE32 ? 96 : 112;
    this.checksumAt = optional + 64;
    this.directoryAt = optional + directories + 8 * SECURITY_DIRECTORY;
    int optionalSize = head.getShort(20) & 0xffff;
    int count = optionalSize < directories ? 0 : file.read(optional + directories - 4, 4).getInt();
    if (count <= SECURITY_DIRECTORY || optionalSize < directories + 8 * (SECURITY_DIRECTORY + 1)) {
      throw new MalformedContainerException("the image has no place for a certificate table");
    }
    ByteBuffer directory = file.read(directoryAt, 8);
    this.tableAt = Integer.toUnsignedLong(directory.getInt(0));
    this.tableSize = Integer.toUnsignedLong(directory.getInt(4));
  }

  @Override
  public String format() {
    return "pe";
  }

  @Override
  public Optional<String> dataType() {
    return Optional.of("1.3.6.1.4.1.311.2.1.15");
  }

  @Override
  public Optional<byte[]> signature() throws IOException {
    if (!signed()) {
      return Optional.empty();
    }
    int length = certificateLength();
    return Optional.of(file.read(tableAt + WIN_CERTIFICATE, length - WIN_CERTIFICATE).array());
  }

  @Override
  public int alignment() {
    return 8;
  }

  @Override
  public Optional<byte[]> digest(HashAlgorithm algorithm) throws IOException {
    MessageDigest digest = algorithm.newDigest();
    file.forEachBlock(0, checksumAt, digest::update);
    file.forEachBlock(checksumAt + 4, directoryAt, digest::update);
    file.forEachBlock(directoryAt + 8, tableAt, digest::update);
    return Optional.of(digest.digest());
  }

  @Override
  public List<String> uncovered() throws IOException {
    List<String> found = new ArrayList<>();
    if (!signed()) {
      return found;
    }
    if (tableAt % 8 != 0 || tableAt + tableSize != file.size()) {
      found.add("the certificate table does not end with the file");
    }
    int length = certificateLength();
    if (file.read(tableAt, WIN_CERTIFICATE).getInt(4) != REVISION_AND_TYPE) {
      found.add("the certificate table's entry is of an unknown kind");
    }
    // PE format, "The Attribute Certificate Table": entries are padded with zeros to 8 bytes.
    long padding = tableSize - length;
    boolean fills = padding == 0 || (tableSize % 8 == 0 && padding < 8);
    if (padding < 0 || !fills || !zero(tableAt + length, (int) padding)) {
      found.add("bytes behind the signature in the certificate table");
    }
    return found;
  }

  /** The checksum is no part of the digest; 0 says that none was computed. */
  @Override
  public Set<ContainerNote> notes() throws IOException {
    int checksum = file.read(checksumAt, 4).getInt();
    boolean wrong = checksum != 0 && checksum != PeChecksum.of(file, checksumAt);
    return wrong ? Set.of(ContainerNote.WRONG_CHECKSUM) : Set.of();
  }

  private boolean signed() {
    return tableAt != 0 || tableSize != 0;
  }

  private int certificateLength() throws IOException {
    if (tableAt < directoryAt + 8) {
      throw new MalformedContainerException("a certificate table inside the headers");
    }
    long length = Integer.toUnsignedLong(file.read(tableAt, WIN_CERTIFICATE).getInt(0));
    if (length <= WIN_CERTIFICATE || length > LARGEST_SIGNATURE) {
      throw new MalformedContainerException("a certificate of " + length + " bytes");
    }
    return (int) length;
  }

  private boolean zero(long at, int length) throws IOException {
    ByteBuffer bytes = file.read(at, length);
    while (bytes.hasRemaining()) {
      if (bytes.get() != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
