package dev.updatecenter.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  private record Item(String name, byte[] content, byte[] packed, boolean deflated) {}

  private record Patch(String name, boolean central, int at, byte[] value) {}

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
    patches.add(new Patch(name, false, at, bytes(value)));
    return this;
  }

  /** Overwrites bytes of an entry's header in the directory. */
  public RawZip patchCentral(String name, int at, int... value) {
    patches.add(new Patch(name, true, at, bytes(value)));
    return this;
  }

  /** Where an entry's content begins; after {@link #bytes()}. */
  public long dataOffset(String name) {
    int i = index(name);
    return locals.get(i) + 30 + items.get(i).name().getBytes(StandardCharsets.UTF_8).length;
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
      int start = (p.central() ? centrals : locals).get(index(p.name()));
      System.arraycopy(p.value(), 0, all, start + p.at(), p.value().length);
    }
    return all;
  }

  private void local(Item item) {
    locals.add(out.size());
    byte[] name = item.name().getBytes(StandardCharsets.UTF_8);
    ByteBuffer b = room(30).putInt(0x04034B50).putShort((short) (wide ? 45 : 20));
    b.putShort((short) (wide ? 8 : 0)).putShort((short) (item.deflated() ? 8 : 0)).putInt(0);
    b.putInt(wide ? 0 : crc(item)).putInt(wide ? 0 : item.packed().length);
    b.putInt(wide ? 0 : item.content().length).putShort((short) name.length).putShort((short) 0);
    out.writeBytes(b.array());
    out.writeBytes(name);
    out.writeBytes(item.packed());
    if (wide) {
      ByteBuffer d = room(24).putInt(0x08074B50).putInt(crc(item));
      out.writeBytes(d.putLong(item.packed().length).putLong(item.content().length).array());
    }
  }

  private void central(Item item, int local) {
    centrals.add(out.size());
    byte[] name = item.name().getBytes(StandardCharsets.UTF_8);
    byte[] said = comment.getBytes(StandardCharsets.UTF_8);
    ByteBuffer b = room(46).putInt(0x02014B50).putShort((short) 45);
    b.putShort((short) (wide ? 45 : 20)).putShort((short) (wide ? 8 : 0));
    b.putShort((short) (item.deflated() ? 8 : 0)).putInt(0).putInt(crc(item));
    b.putInt(wide ? -1 : item.packed().length).putInt(wide ? -1 : item.content().length);
    b.putShort((short) name.length).putShort((short) (wide ? 28 : 0));
    b.putShort((short) said.length).putShort((short) 0).putShort((short) 0).putInt(0);
    out.writeBytes(b.putInt(wide ? -1 : local).array());
    out.writeBytes(name);
    if (wide) {
      ByteBuffer e = room(28).putShort((short) 1).putShort((short) 24);
      e.putLong(item.content().length).putLong(item.packed().length).putLong(local);
      out.writeBytes(e.array());
    }
    out.writeBytes(said);
  }

  private void end(int directory, int size) {
    int count = items.size();
    if (wide) {
      int at = out.size();
      ByteBuffer b = room(56).putInt(0x06064B50).putLong(44).putShort((short) 45);
      b.putShort((short) 45).putInt(0).putInt(0).putLong(count).putLong(count);
      out.writeBytes(b.putLong(size).putLong(directory).array());
      out.writeBytes(room(20).putInt(0x07064B50).putInt(0).putLong(at).putInt(1).array());
    }
    ByteBuffer b = room(22).putInt(0x06054B50).putInt(0);
    b.putShort((short) (wide ? -1 : count)).putShort((short) (wide ? -1 : count));
    out.writeBytes(b.putInt(wide ? -1 : size).putInt(wide ? -1 : directory).array());
  }

  private int index(String name) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static ByteBuffer room(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int crc(Item item) {
    CRC32 crc = new CRC32();
    crc.update(item.content());
    return (int) crc.getValue();
  }

  private static byte[] bytes(int... value) {
    byte[] bytes = new byte[value.length];
    for (int i = 0; i < value.length; i++) {
      bytes[i] = (byte) value[i];
    }
    return bytes;
  }
}
