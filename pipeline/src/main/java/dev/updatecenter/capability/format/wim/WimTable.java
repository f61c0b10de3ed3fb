package dev.updatecenter.capability.format.wim;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The table of an image's resources, entries of 50 bytes.
 *
 * <pre>
 * 0  resource header, 24 bytes
 * 24 part number
 * 26 reference count
 * 30 SHA-1 of the content
 * </pre>
 *
 * @param content what files hold, in the order of their places in the file
 * @param folders the folders of each image
 */
record WimTable(List<Digested> content, List<Digested> folders) {
  private static final int ENTRY = WimResource.LENGTH + 2 + 4 + Sha1.LENGTH;

  /**
   * A resource whose digest is known.
   *
   * @param sha1 none where the table gives none
   */
  record Digested(Sha1 sha1, WimResource resource) {}

  WimTable {
    content = List.copyOf(content);
    folders = List.copyOf(folders);
  }

  static WimTable read(InputStream in, long size, long fileSize, WimLimits limits)
      throws IOException {
    if (size % ENTRY != 0) {
      throw WimFault.STRUCTURE.exception("the table of resources ends inside an entry");
    }
    if (size / ENTRY > limits.entries()) {
      throw WimFault.TOO_LARGE.exception("has more than " + limits.entries() + " resources");
    }
    List<Digested> content = new ArrayList<>();
    List<Digested> folders = new ArrayList<>();
    for (long i = 0; i < size / ENTRY; i++) {
      Digested entry = entry(in.readNBytes(ENTRY), fileSize);
      (entry.resource().has(WimResource.METADATA) ? folders : content).add(entry);
    }
    content.sort(Comparator.comparingLong(d -> d.resource().offset()));
    return new WimTable(content, folders);
  }

  private static Digested entry(byte[] bytes, long fileSize) throws MalformedPackageException {
    if (bytes.length < ENTRY) {
      throw WimFault.STRUCTURE.exception("the table of resources ends inside an entry");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    WimResource resource = WimResource.read(in);
    if (in.getShort() != 1) {
      throw WimFault.PART.exception("a resource lies in another part");
    }
    in.getInt();
    byte[] sha1 = new byte[Sha1.LENGTH];
    in.get(sha1);
    resource.check("a resource", fileSize);
    return new Digested(Sha1.of(sha1), resource);
  }
}
