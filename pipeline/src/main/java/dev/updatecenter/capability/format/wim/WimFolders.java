package dev.updatecenter.capability.format.wim;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The folders of one image, its metadata resource: security data, then entries (DIRENTRY), the root
 * first, folder by folder, each folder ended by an entry of length 0.
 *
 * <pre>
 * 0  length, with the names         84 unused
 * 8  attributes                     88 reparse point, or hard link group
 * 12 security id                    96 number of streams
 * 16 offset of the folder's content 98 bytes of the short name
 * 24 unused                         100 bytes of the name
 * 40 times                          102 name, UTF-16LE
 * 64 SHA-1 of the content
 * </pre>
 */
final class WimFolders {
  private static final int FIXED = 102;
  private static final int STREAM_FIXED = 38;
  private static final int DIRECTORY = 0x10;
  private static final long MAX_NAMES = 16 << 20;

  private final ByteBuffer in;
  private final WimLimits limits;
  private final List<WimFile> files = new ArrayList<>();
  private final Deque<Folder> open = new ArrayDeque<>();
  private final Set<Long> seen = new HashSet<>();
  private int entries;
  private long nameLength;

  /** The content of the stream read last, if that has no name. */
  private Sha1 unnamed = Sha1.NONE;

  private record Folder(long offset, String path, int depth) {}

  private WimFolders(byte[] metadata, WimLimits limits) {
    this.in = ByteBuffer.wrap(metadata).order(ByteOrder.LITTLE_ENDIAN);
    this.limits = limits;
  }

  /** Reads every file, in the order of the folders. */
  static List<WimFile> read(byte[] metadata, WimLimits limits) throws MalformedPackageException {
    WimFolders folders = new WimFolders(metadata, limits);
    folders.entry(folders.afterSecurity(), "", 0);
    while (!folders.open.isEmpty()) {
      folders.folder(folders.open.removeFirst());
    }
    return List.copyOf(folders.files);
  }

  /** The security data says its length first; entries lie on multiples of eight. */
  private long afterSecurity() throws MalformedPackageException {
    long length = Integer.toUnsignedLong(in.getInt(at(0, 8)));
    return aligned(Math.max(length, 8));
  }

  private void folder(Folder folder) throws MalformedPackageException {
    if (!seen.add(folder.offset())) {
      throw broken("two folders have one content");
    }
    if (folder.depth() > limits.depth()) {
      throw WimFault.TOO_LARGE.exception("has folders more than " + limits.depth() + " deep");
    }
    long offset = folder.offset();
    while (true) {
      offset = entry(offset, folder.path(), folder.depth());
      if (offset == 0) {
        return;
      }
    }
  }

  /** Reads one entry; says where the next one is, 0 at the end of the folder. */
  private long entry(long offset, String path, int depth) throws MalformedPackageException {
    long length = in.getLong(at(offset, 8));
    if (length >= 0 && length <= 8) {
      return 0;
    }
    if (++entries > limits.entries()) {
      throw WimFault.TOO_LARGE.exception("has more than " + limits.entries() + " files");
    }
    int start = at(offset, FIXED);
    int nameBytes = Short.toUnsignedInt(in.getShort(start + 100));
    if (length < FIXED + nameBytes || nameBytes % 2 != 0) {
      throw broken("an entry is shorter than its name");
    }
    at(offset, length);
    String name = depth == 0 ? "" : name(start + FIXED, nameBytes);
    String full = counted(path.isEmpty() ? name : path + "/" + name);
    Sha1 content = sha1(start + 64);
    long next = aligned(offset + length);
    int streams = Short.toUnsignedInt(in.getShort(start + 96));
    for (int i = 0; i < streams; i++) {
      next = stream(next);
      content = content.isNone() ? unnamed : content;
    }
    place(full, start, content, depth);
    return next;
  }

  private void place(String full, int start, Sha1 content, int depth) {
    long children = in.getLong(start + 16);
    if ((in.getInt(start + 8) & DIRECTORY) == 0) {
      files.add(new WimFile(full, content));
    } else if (children != 0) {
      open.add(new Folder(children, full, depth + 1));
    }
  }

  /** Paths repeat the names of their folders: few bytes could make many. */
  private String counted(String path) throws MalformedPackageException {
    nameLength += path.length();
    if (nameLength > MAX_NAMES) {
      throw WimFault.TOO_LARGE.exception("has names of more than 16 Mi characters");
    }
    return path;
  }

  /** Reads one entry of a stream: length, eight unused bytes, SHA-1, bytes of the name, name. */
  private long stream(long offset) throws MalformedPackageException {
    int start = at(offset, STREAM_FIXED);
    long length = in.getLong(start);
    int nameBytes = Short.toUnsignedInt(in.getShort(start + 36));
    if (length < STREAM_FIXED + nameBytes) {
      throw broken("a stream's entry is shorter than its name");
    }
    at(offset, length);
    unnamed = nameBytes == 0 ? sha1(start + 16) : Sha1.NONE;
    return aligned(offset + length);
  }

  private String name(int start, int bytes) throws MalformedPackageException {
    String name = new String(in.array(), start, bytes, StandardCharsets.UTF_16LE);
    if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
      throw broken("an entry has an empty name, or one with a separator in it");
    }
    return name;
  }

  private Sha1 sha1(int start) {
    byte[] raw = new byte[Sha1.LENGTH];
    in.get(start, raw);
    return Sha1.of(raw);
  }

  /** The index of an offset from which {@code length} bytes are there. */
  private int at(long offset, long length) throws MalformedPackageException {
    if (offset < 0 || length < 0 || length > in.capacity() || offset > in.capacity() - length) {
      throw broken("an entry lies outside the folders");
    }
    return (int) offset;
  }

  private static long aligned(long offset) {
    return (offset + 7) & ~7L;
  }

  private static MalformedPackageException broken(String what) {
    return WimFault.STRUCTURE.exception(what);
  }
}
