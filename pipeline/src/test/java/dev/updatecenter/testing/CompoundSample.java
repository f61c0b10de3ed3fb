package dev.updatecenter.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a compound file (MS-CFB) sector by sector, laid out as installer tools do: contents first,
 * then tables and directory. Small enough for one FAT sector.
 */
public final class CompoundSample {
  private static final int SECTOR = 512;
  private static final int MINI = 64;
  private static final int CUTOFF = 4096;
  private static final int END = -2;
  private static final int FAT = -3;

  private final List<Entry> entries = new ArrayList<>();

  /** A storage or stream; its parent is the number of a storage. */
  private static final class Entry {
    private final String name;
    private final int type;
    private final int parent;
    private final byte[] content;
    private final byte[] clsid;
    private int start;
    private int right = -1;
    private int child = -1;

    Entry(String name, int type, int parent, byte[] content, byte[] clsid) {
      this.name = name;
      this.type = type;
      this.parent = parent;
      this.content = content;
      this.clsid = clsid;
    }

    boolean small() {
      return type == 2 && content.length < CUTOFF;
    }
  }

  /** A file whose root has a class. */
  public CompoundSample() {
    entries.add(new Entry("Root Entry", 5, -1, new byte[0], filled(0x11)));
  }

  /** A small installer: a table, a large stream, and a storage of a class with a stream in it. */
  public static CompoundSample nested() {
    byte[] large = new byte[9000];
    Arrays.fill(large, (byte) 7);
    CompoundSample sample = new CompoundSample().stream(0, "Table", new byte[] {1, 2, 3});
    sample.stream(0, "Binary.large", large);
    int storage = sample.storage("Transform", filled(0x22));
    return sample.stream(storage, "Inner", new byte[] {4, 5, 6, 7});
  }

  /** Adds a stream, in the order of lengths and names within its storage. */
  public CompoundSample stream(int storage, String name, byte[] content) {
    entries.add(new Entry(name, 2, storage, content.clone(), new byte[16]));
    return this;
  }

  /** Adds a storage to the root; gives its number. */
  public int storage(String name, byte[] clsid) {
    entries.add(new Entry(name, 1, 0, new byte[0], clsid.clone()));
    return entries.size() - 1;
  }

  /** The file. */
  public byte[] bytes() {
    List<Integer> fat = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream minis = new ByteArrayOutputStream();
    List<Integer> miniFat = new ArrayList<>();
    for (Entry e : entries) {
      if (e.type == 2) {
        e.start =
            e.small() ? put(minis, miniFat, e.content, MINI) : put(out, fat, e.content, SECTOR);
      }
    }
    Entry root = entries.get(0);
    root.start = put(out, fat, minis.toByteArray(), SECTOR);
    int miniTable = put(out, fat, table(miniFat), SECTOR);
    int directory = put(out, fat, directory(minis.size()), SECTOR);
    int fatAt = fat.size();
    fat.add(FAT);
    out.writeBytes(table(fat));
    byte[] head = new byte[SECTOR];
    ByteBuffer header = little(head);
    header.putLong(0xe11ab1a1e011cfd0L).putInt(0x18, 0x3003e).putInt(0x1c, 0x9fffe).putInt(0x20, 6);
    header.putInt(0x2c, 1).putInt(0x30, directory).putInt(0x38, CUTOFF).putInt(0x3c, miniTable);
    header.putInt(0x40, 1).putInt(0x44, END).putInt(0x4c, fatAt);
    Arrays.fill(head, 0x50, SECTOR, (byte) 0xff);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head);
    whole.writeBytes(out.toByteArray());
    return whole.toByteArray();
  }

  /** Appends content in whole sectors and chains them; gives the first one. */
  private static int put(
      ByteArrayOutputStream out, List<Integer> table, byte[] content, int sector) {
    int first = table.size();
    int count = (content.length + sector - 1) / sector;
    for (int i = 1; i <= count; i++) {
      table.add(i < count ? first + i : END);
    }
    out.writeBytes(Arrays.copyOf(content, count * sector));
    return count == 0 ? END : first;
  }

  private static byte[] table(List<Integer> entries) {
    byte[] table = new byte[SECTOR];
    ByteBuffer b = little(table);
    entries.forEach(b::putInt);
    Arrays.fill(table, b.position(), SECTOR, (byte) 0xff);
    return table;
  }

  private byte[] directory(int miniBytes) {
    int[] last = new int[entries.size()];
    for (int i = 1; i < entries.size(); i++) {
      int parent = entries.get(i).parent;
      if (last[parent] == 0) {
        entries.get(parent).child = i;
      } else {
        entries.get(last[parent]).right = i;
      }
      last[parent] = i;
    }
    byte[] directory = new byte[(entries.size() + 3) / 4 * SECTOR];
    ByteBuffer b = little(directory);
    for (Entry e : entries) {
      ByteBuffer raw = b.slice(b.position(), 128).order(ByteOrder.LITTLE_ENDIAN);
      b.position(b.position() + 128);
      byte[] name = e.name.getBytes(StandardCharsets.UTF_16LE);
      raw.put(0, name).putShort(0x40, (short) (name.length + 2)).put(0x42, (byte) e.type);
      raw.put(0x43, (byte) 1).putInt(0x44, -1).putInt(0x48, e.right).putInt(0x4c, e.child);
      raw.put(0x50, e.clsid).putInt(0x74, e.type == 1 ? 0 : e.start);
      raw.putInt(0x78, e.type == 5 ? miniBytes : e.content.length);
    }
    while (b.hasRemaining()) {
      b.position(b.position() + 0x44).putInt(-1).putInt(-1).putInt(-1).position(b.position() + 48);
    }
    return directory;
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
