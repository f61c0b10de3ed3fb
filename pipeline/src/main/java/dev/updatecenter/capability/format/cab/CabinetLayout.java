package dev.updatecenter.capability.format.cab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Where everything of a cabinet to be written goes, known before the first byte of content. */
record CabinetLayout(List<Folder> folders, int files, Compression compression, boolean reserve) {
  // MS-CAB 2.4: a folder has at most 65535 blocks of 32768 bytes, less one to stay below 2 GiB.
  private static final long MAX_FOLDER = 65534L * DataBlocks.BLOCK;
  private static final int MAX_FILES = 65535;
  private static final int ARCHIVE = 0x20;
  private static final int NAME_IS_UTF8 = 0x80;

  /** Inputs that are compressed together. */
  record Folder(List<CabinetInput> inputs) {
    Folder {
      inputs = List.copyOf(inputs);
    }
  }

  static CabinetLayout of(List<CabinetInput> inputs, Compression compression, boolean reserve)
      throws IOException {
    if (inputs.size() > MAX_FILES) {
      throw CabinetFault.CANNOT_BE_WRITTEN.exception("more than " + MAX_FILES + " files");
    }
    List<Folder> folders = new ArrayList<>();
    List<CabinetInput> current = new ArrayList<>();
    long filled = 0;
    for (CabinetInput input : inputs) {
      if (input.size() > MAX_FOLDER) {
        throw CabinetFault.CANNOT_BE_WRITTEN.exception(input.name() + " is larger than 2 GiB");
      }
      if (filled + input.size() > MAX_FOLDER) {
        folders.add(new Folder(current));
        current.clear();
        filled = 0;
      }
      current.add(input);
      filled += input.size();
    }
    folders.add(new Folder(current));
    return new CabinetLayout(List.copyOf(folders), inputs.size(), compression, reserve);
  }

  int coffFiles() {
    return CabinetHead.size(folders.size(), reserve);
  }

  /** All CFFILE entries, MS-CAB 2.5. */
  byte[] entries() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < folders.size(); i++) {
      long offset = 0;
      for (CabinetInput input : folders.get(i).inputs()) {
        all.write(entry(input, i, offset));
        offset += input.size();
      }
    }
    return all.toByteArray();
  }

  private static byte[] entry(CabinetInput input, int folder, long offset) throws IOException {
    byte[] name = input.name().replace('/', '\\').getBytes(StandardCharsets.UTF_8);
    if (name.length > 255) {
      throw CabinetFault.CANNOT_BE_WRITTEN.exception("a name is longer than 255 bytes");
    }
    boolean ascii = name.length == input.name().length();
    LocalDateTime t = input.dateTime();
    ByteBuffer b = ByteBuffer.allocate(16 + name.length + 1).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt((int) input.size()).putInt((int) offset).putShort((short) folder);
    b.putShort((short) ((t.getYear() - 1980) << 9 | t.getMonthValue() << 5 | t.getDayOfMonth()));
    b.putShort((short) (t.getHour() << 11 | t.getMinute() << 5 | t.getSecond() / 2));
    b.putShort((short) (ARCHIVE | (ascii ? 0 : NAME_IS_UTF8)));
    b.put(name).put((byte) 0);
    return b.array();
  }
}
