package dev.updatecenter.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts a cabinet together part by part (MS-CAB 2), also in ways that no packer would. */
public final class RawCabinet {
  private record Folder(int typeCompress, List<byte[]> blocks) {}

  private final List<Folder> folders = new ArrayList<>();
  private final List<byte[]> files = new ArrayList<>();
  private final ByteArrayOutputStream links = new ByteArrayOutputStream();
  private int flags;
  private int setId;
  private int position;
  private int[] reserve = new int[3];

  /** Begins a folder; blocks that follow are its. */
  public RawCabinet folder(int typeCompress) {
    folders.add(new Folder(typeCompress, new ArrayList<>()));
    return this;
  }

  /**
   * CFDATA with its checksum, the reserve counted in; {@code cbUncomp} 0 = it goes on elsewhere.
   */
  public RawCabinet block(byte[] data, int cbUncomp) {
    ByteBuffer b = allocate(8 + reserve[2] + data.length);
    b.position(8 + reserve[2]);
    b.put(data);
    b.putShort(4, (short) data.length).putShort(6, (short) cbUncomp);
    int sum = sum(data) ^ (data.length | cbUncomp << 16);
    b.putInt(0, sum);
    folders.get(folders.size() - 1).blocks().add(bytes(b));
    return this;
  }

  /** CFFILE with a plain name. */
  public RawCabinet file(String name, int size, int offset, int folder) {
    return file(name.getBytes(StandardCharsets.ISO_8859_1), size, offset, folder, 0x20);
  }

  /** CFFILE. */
  public RawCabinet file(byte[] name, int size, int offset, int folder, int attributes) {
    ByteBuffer b = allocate(16 + name.length + 1);
    b.putInt(size).putInt(offset).putShort((short) folder).putShort((short) 0x5A21);
    b.putShort((short) 0).putShort((short) attributes).put(name);
    files.add(bytes(b));
    return this;
  }

  /** Makes it one of a set; an empty name = no neighbour there. */
  public RawCabinet set(int id, int iCabinet, String previous, String next) {
    setId = id;
    position = iCabinet;
    link(previous, 1);
    link(next, 2);
    return this;
  }

  private void link(String name, int flag) {
    if (!name.isEmpty()) {
      flags |= flag;
      links.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
      links.writeBytes(new byte[] {0, 'd', 0});
    }
  }

  /** Bytes of reserve in the header, each folder and each block; before any block. */
  public RawCabinet reserve(int header, int folder, int data) {
    flags |= 4;
    reserve = new int[] {header, folder, data};
    return this;
  }

  /** The bytes. */
  public byte[] build() {
    int head = 36 + ((flags & 4) == 0 ? 0 : 4 + reserve[0]) + links.size();
    int coffFiles = head + folders.size() * (8 + reserve[1]);
    int data = coffFiles + files.stream().mapToInt(f -> f.length).sum();
    int size = data + folders.stream().mapToInt(RawCabinet::size).sum();
    ByteBuffer b = allocate(size);
    b.put(new byte[] {'M', 'S', 'C', 'F'}).putInt(0).putInt(size).putInt(0).putInt(coffFiles);
    b.putInt(0).put((byte) 3).put((byte) 1).putShort((short) folders.size());
    b.putShort((short) files.size()).putShort((short) flags).putShort((short) setId);
    b.putShort((short) position);
    if ((flags & 4) != 0) {
      b.putShort((short) reserve[0]).put((byte) reserve[1]).put((byte) reserve[2]);
      b.position(b.position() + reserve[0]);
    }
    b.put(links.toByteArray());
    for (Folder folder : folders) {
      b.putInt(data).putShort((short) folder.blocks().size());
      b.putShort((short) folder.typeCompress());
      b.position(b.position() + reserve[1]);
      data += size(folder);
    }
    files.forEach(b::put);
    folders.forEach(f -> f.blocks().forEach(b::put));
    return bytes(b);
  }

  private static int size(Folder folder) {
    return folder.blocks().stream().mapToInt(b -> b.length).sum();
  }

  private static int sum(byte[] data) {
    int sum = 0;
    int i = 0;
    for (; i + 4 <= data.length; i += 4) {
      sum ^= ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt(i);
    }
    int rest = 0;
    for (; i < data.length; i++) {
      rest = rest << 8 | (data[i] & 0xFF);
    }
    return sum ^ rest;
  }

  private static byte[] bytes(ByteBuffer b) {
    byte[] all = new byte[b.capacity()];
    b.rewind().get(all);
    return all;
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
