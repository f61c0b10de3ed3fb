package dev.updatecenter.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Makes small Windows images: header, content, folders, XML data, table. Each content may be stored
 * or, where it is "abc" over and over, packed by XPRESS as a person would by hand.
 */
public final class WimBuilder {
  private static final int HEADER = 208;
  private static final int CHUNK = 32768;
  private static final int DIRECTORY = 0x10;

  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, byte[]> packed = new TreeMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<byte[]> table = new ArrayList<>();

  /** Adds a file; a slash in its name makes a folder. */
  public WimBuilder file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /** Adds a file of {@code length} bytes of "abcabc…", which XPRESS packs. */
  public WimBuilder abc(String name, int length) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) ('a' + i % 3);
    }
    packed.put(name, xpress(length));
    return file(name, content);
  }

  /** The image. */
  public byte[] bytes() {
    out.writeBytes(new byte[HEADER]);
    Map<String, byte[]> digests = new LinkedHashMap<>();
    files.forEach((name, content) -> digests.put(name, content(name, content)));
    byte[] folders = folders(digests);
    table.add(entry(stored(folders), 0x02, folders));
    byte[] xml = "\uFEFF<WIM><IMAGE INDEX=\"1\"/></WIM>".getBytes(StandardCharsets.UTF_16LE);
    long xmlAt = stored(xml);
    long tableAt = out.size();
    table.forEach(out::writeBytes);
    ByteBuffer image = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    image.put("MSWIM\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
    image.putInt(HEADER).putInt(0x10D00);
    image.putInt(packed.isEmpty() ? 0 : 0x20002).putInt(packed.isEmpty() ? 0 : CHUNK);
    image.position(40).putShort((short) 1).putShort((short) 1).putInt(1);
    image.put(resource(tableAt, image.capacity() - tableAt, 0, image.capacity() - tableAt));
    image.put(resource(xmlAt, xml.length, 0, xml.length));
    return array(image);
  }

  private byte[] content(String name, byte[] content) {
    if (content.length == 0) {
      return new byte[20];
    }
    byte[] how = packed.get(name);
    long at = stored(how == null ? content : how);
    byte[] header =
        resource(
            at, how == null ? content.length : how.length, how == null ? 0 : 4, content.length);
    table.add(tableEntry(header, sha1(content)));
    return sha1(content);
  }

  private long stored(byte[] bytes) {
    long at = out.size();
    out.writeBytes(bytes);
    return at;
  }

  private static byte[] entry(long at, int flags, byte[] content) {
    return tableEntry(resource(at, content.length, flags, content.length), sha1(content));
  }

  private static byte[] tableEntry(byte[] resource, byte[] sha1) {
    return array(little(50).put(resource).putShort((short) 1).putInt(1).put(sha1));
  }

  private static byte[] resource(long at, long stored, int flags, long size) {
    return array(little(24).putLong(stored | ((long) flags << 56)).putLong(at).putLong(size));
  }

  /** Security data, the root, then folder by folder; offsets are filled in as they become known. */
  private static byte[] folders(Map<String, byte[]> digests) {
    Map<String, Map<String, byte[]>> folders = new TreeMap<>();
    folders.put("", new TreeMap<>());
    digests.forEach(
        (name, sha1) -> {
          String folder = name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
          if (folders.putIfAbsent(folder, new TreeMap<>()) == null) {
            folders.get("").put(folder, new byte[0]);
          }
          folders.get(folder).put(name.substring(name.lastIndexOf('/') + 1), sha1);
        });
    Map<String, Long> places = new TreeMap<>();
    long at = 8 + 104 + 8;
    for (Map.Entry<String, Map<String, byte[]>> folder : folders.entrySet()) {
      places.put(folder.getKey(), at);
      at += folder.getValue().keySet().stream().mapToLong(WimBuilder::length).sum() + 8;
    }
    ByteBuffer all = little((int) at);
    all.putInt(8).putInt(0);
    all.put(dentry("", DIRECTORY, place(places, ""), new byte[20])).putLong(0);
    folders.forEach(
        (folder, children) -> {
          children.forEach(
              (name, sha1) ->
                  all.put(
                      sha1.length == 0
                          ? dentry(name, DIRECTORY, place(places, name), new byte[20])
                          : dentry(name, 0x20, 0, sha1)));
          all.putLong(0);
        });
    return array(all);
  }

  private static long place(Map<String, Long> places, String folder) {
    return Objects.requireNonNull(places.get(folder));
  }

  private static long length(String name) {
    long bytes = 102L + (name.isEmpty() ? 0 : 2L * name.length() + 2);
    return (bytes + 7) & ~7L;
  }

  private static byte[] dentry(String name, int attributes, long children, byte[] sha1) {
    int length = (int) length(name);
    ByteBuffer entry = little(length);
    entry.putLong(length).putInt(attributes).putInt(-1).putLong(children);
    entry.position(64).put(sha1);
    entry.position(100).putShort((short) (2 * name.length()));
    entry.put(name.getBytes(StandardCharsets.UTF_16LE));
    return array(entry);
  }

  /** The chunks of "abc…", behind the offsets of all but the first. */
  private static byte[] xpress(int length) {
    int chunks = (length + CHUNK - 1) / CHUNK;
    ByteBuffer offsets = little(4 * (chunks - 1));
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int i = 0; i < chunks; i++) {
      if (i > 0) {
        offsets.putInt(data.size());
      }
      data.writeBytes(chunk(i * CHUNK % 3, Math.min(CHUNK, length - i * CHUNK)));
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(array(offsets));
    all.writeBytes(data.toByteArray());
    return all.toByteArray();
  }

  /**
   * MS-XCA 2.1: four codes of two bits, for a, b, c and "a match from 2 or 3 back, of a length that
   * follows": three letters, then one match for all the rest.
   */
  private static byte[] chunk(int phase, int length) {
    int match = 256 + ((1 << 4) | 0xF);
    ByteBuffer chunk = little(256 + 4 + 3);
    for (int symbol : new int[] {'a', 'b', 'c', match}) {
      int at = symbol / 2;
      chunk.put(at, (byte) (chunk.get(at) | (2 << (4 * (symbol % 2)))));
    }
    int bits = 0;
    for (int i = 0; i < 3; i++) {
      bits = (bits << 2) | ((phase + i) % 3);
    }
    bits = (((bits << 2) | 3) << 1) | 1; // the match, from 3 back
    chunk.position(256).putShort((short) (bits << (16 - 9))).putShort((short) 0);
    return array(chunk.put((byte) 0xFF).putShort((short) (length - 3 - 3)));
  }

  private static byte[] sha1(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] all = new byte[buffer.capacity()];
    buffer.get(0, all);
    return all;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
