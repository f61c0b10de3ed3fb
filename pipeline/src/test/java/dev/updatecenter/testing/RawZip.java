package dev.updatecenter.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a ZIP byte by byte (PKWARE APPNOTE 4.3), so that any field of it can be spoilt: sound as
 * long as nobody asks for anything else.
 */
public final class RawZip {
  private static final int BLOCK = 1 << 16;

  private final List<Item> items = new ArrayList<>();
  private final List<Patch> patches = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Integer> locals = new ArrayList<>();
  private final List<Integer> centrals = new ArrayList<>();
  private boolean wide;
  private byte[] prefix = {};
  private byte[] gap = {};
  private String comment = "";

  /** An entry. */
  private static final class Item {
    private final String name;
    private final byte[] content;
    private final byte[] packed;
    private final boolean deflated;

    Item(String name, byte[] content, byte[] packed, boolean deflated) {
      this.name = name;
      this.content = content;
      this.packed = packed;
      this.deflated = deflated;
    }

    byte[] nameBytes() {
      return name.getBytes(StandardCharsets.UTF_8);
    }

    int crc() {
      CRC32 crc = new CRC32();
      crc.update(content);
      return (int) crc.getValue();
    }
  }

  private record Patch(String name, boolean central, int at, List<Integer> value) {}

  /** As MakeAppx does: ZIP64 sizes in the directory, data descriptors of 24 bytes. */
  public RawZip wide() {
    wide = true;
    return this;
  }

  /** Bytes before the first entry. */
  public RawZip prefix(byte[] bytes) {
    prefix = bytes.clone();
    return this;
  }

  /** Bytes between the last entry and the directory. */
  public RawZip gap(byte[] bytes) {
    gap = bytes.clone();
    return this;
  }

  /** A comment on each entry. */
  public RawZip comment(String text) {
    comment = text;
    return this;
  }

  /** Adds a stored entry; the name is stored as it is. */
  public RawZip stored(String name, byte[] content) {
    items.add(new Item(name, content, content, false));
    return this;
  }

  /** Adds an entry deflated in blocks of 64 KiB and the two bytes that end the stream. */
  public RawZip deflated(String name, byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    blocks(content).forEach(packed::writeBytes);
    packed.writeBytes(new byte[] {3, 0});
    items.add(new Item(name, content, packed.toByteArray(), true));
    return this;
  }

  /** What each 64 KiB take up when deflated, each by itself. */
  public static List<byte[]> blocks(byte[] content) {
    List<byte[]> blocks = new ArrayList<>();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    for (int at = 0; at < content.length; at += BLOCK) {
      deflater.setInput(content, at, Math.min(BLOCK, content.length - at));
      byte[] room = new byte[BLOCK + 1024];
      int n = deflater.deflate(room, 0, room.length, Deflater.FULL_FLUSH);
      blocks.add(Arrays.copyOf(room, n));
    }
    deflater.end();
    return blocks;
  }

  /** Overwrites bytes of an entry's local header. */
  public RawZip patchLocal(String name, int at, int... value) {
    patches.add(new Patch(name, false, at, Arrays.stream(value).boxed().toList()));
    return this;
  }

  /** Overwrites bytes of an entry's header in the directory. */
  public RawZip patchCentral(String name, int at, int... value) {
    patches.add(new Patch(name, true, at, Arrays.stream(value).boxed().toList()));
    return this;
  }

  /** Where an entry's content begins; after {@link #bytes()}. */
  public int dataOffset(String name) {
    int i = index(name);
    return locals.get(i) + 30 + items.get(i).nameBytes().length;
  }

  /** The ZIP. */
  public byte[] bytes() {
    out.reset();
    locals.clear();
    centrals.clear();
    out.writeBytes(prefix);
    items.forEach(this::local);
    out.writeBytes(gap);
    int directory = out.size();
    for (int i = 0; i < items.size(); i++) {
      central(items.get(i), locals.get(i));
    }
    end(directory, out.size() - directory);
    byte[] all = out.toByteArray();
    for (Patch p : patches) {
      int at = (p.central() ? centrals : locals).get(index(p.name())) + p.at();
      for (int value : p.value()) {
        all[at++] = (byte) value;
      }
    }
    return all;
  }

  private void local(Item item) {
    locals.add(out.size());
    put(4, 0x04034B50);
    put(2, wide ? 45 : 20, wide ? 8 : 0, item.deflated ? 8 : 0, 0, 0);
    put(4, wide ? 0 : item.crc(), wide ? 0 : item.packed.length, wide ? 0 : item.content.length);
    put(2, item.nameBytes().length, 0);
    out.writeBytes(item.nameBytes());
    out.writeBytes(item.packed);
    if (wide) {
      put(4, 0x08074B50, item.crc());
      put(8, item.packed.length, item.content.length);
    }
  }

  private void central(Item item, int local) {
    centrals.add(out.size());
    byte[] said = comment.getBytes(StandardCharsets.UTF_8);
    put(4, 0x02014B50);
    put(2, 45, wide ? 45 : 20, wide ? 8 : 0, item.deflated ? 8 : 0, 0, 0);
    put(4, item.crc(), wide ? -1 : item.packed.length, wide ? -1 : item.content.length);
    put(2, item.nameBytes().length, wide ? 28 : 0, said.length, 0, 0);
    put(4, 0, wide ? -1 : local);
    out.writeBytes(item.nameBytes());
    if (wide) {
      put(2, 1, 24);
      put(8, item.content.length, item.packed.length, local);
    }
    out.writeBytes(said);
  }

  private void end(int directory, int size) {
    int count = items.size();
    if (wide) {
      int at = out.size();
      put(4, 0x06064B50);
      put(8, 44);
      put(2, 45, 45);
      put(4, 0, 0);
      put(8, count, count, size, directory);
      put(4, 0x07064B50, 0);
      put(8, at);
      put(4, 1);
    }
    put(4, 0x06054B50);
    put(2, 0, 0, wide ? -1 : count, wide ? -1 : count);
    put(4, wide ? -1 : size, wide ? -1 : directory);
    put(2, 0);
  }

  /** Writes numbers of so many bytes each, the lowest byte first. */
  private void put(int width, long... values) {
    for (long value : values) {
      for (int i = 0; i < width; i++) {
        out.write((int) (value >> (8 * i)));
      }
    }
  }

  private int index(String name) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).name.equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name);
  }
}
