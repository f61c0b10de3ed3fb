package dev.updatecenter.capability.format.cab;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Content first, behind room for the directory; the directory last, when sizes are known. */
final class CabinetOutput implements Closeable {
  // What other readers take: a signed 32-bit size.
  static final long MAX_CABINET = 0x7FFFFFFFL;

  private final FileChannel channel;
  private final CabinetLayout layout;
  private final OutputStream data;
  private final BlockEncoder encoder;
  private final byte[] block = new byte[DataBlocks.BLOCK];
  private int filled;
  private int blocks;
  private long position;

  CabinetOutput(Path out, CabinetLayout layout) throws IOException {
    this.channel =
        FileChannel.open(
            out,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.layout = layout;
    this.data = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    this.encoder = new BlockEncoder(layout.compression());
  }

  void write() throws IOException {
    byte[] entries = layout.entries();
    position = (long) layout.coffFiles() + entries.length;
    channel.position(position);
    List<CFFolder> folders = new ArrayList<>();
    for (CabinetLayout.Folder folder : layout.folders()) {
      folders.add(folder(folder));
    }
    data.flush();
    ByteBuffer head = ByteBuffer.allocate(layout.coffFiles() + entries.length);
    head.order(ByteOrder.LITTLE_ENDIAN);
    new CabinetHead(folders, layout.files(), 0, layout.reserve()).put(head, position);
    head.put(entries).flip();
    for (long at = 0; head.hasRemaining(); ) {
      at += channel.write(head, at);
    }
  }

  private CFFolder folder(CabinetLayout.Folder folder) throws IOException {
    final long start = position;
    blocks = 0;
    filled = 0;
    encoder.begin();
    for (CabinetInput input : folder.inputs()) {
      try (InputStream in = input.content().open()) {
        copy(in, input);
      }
    }
    if (filled > 0) {
      flushBlock();
    }
    return new CFFolder(start, blocks, layout.compression().typeCompress());
  }

  private void copy(InputStream in, CabinetInput input) throws IOException {
    long left = input.size();
    while (left > 0) {
      int read = in.read(block, filled, (int) Math.min(left, block.length - filled));
      if (read < 0) {
        throw new IOException(input.name() + " became shorter while it was packed");
      }
      left -= read;
      filled += read;
      if (filled == block.length) {
        flushBlock();
      }
    }
    if (in.read() >= 0) {
      throw new IOException(input.name() + " became longer while it was packed");
    }
  }

  private void flushBlock() throws IOException {
    position += encoder.write(block, filled, data);
    if (position > MAX_CABINET) {
      throw CabinetFault.CANNOT_BE_WRITTEN.exception("the cabinet would be larger than 2 GiB");
    }
    blocks++;
    filled = 0;
  }

  @Override
  public void close() throws IOException {
    encoder.close();
    channel.close();
  }
}
