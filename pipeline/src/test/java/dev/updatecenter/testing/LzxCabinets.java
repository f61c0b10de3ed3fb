package dev.updatecenter.testing;

import dev.updatecenter.testing.lzx.LzxEncoder;
import dev.updatecenter.testing.lzx.LzxEncoder.BlockType;
import dev.updatecenter.testing.lzx.LzxSamples;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cabinets packed with LZX, as Microsoft's are. */
public final class LzxCabinets {
  private static final int FRAME = 32768;

  private LzxCabinets() {}

  /** One folder, a window of 2 MiB, all kinds of blocks. */
  public static byte[] of(Map<String, byte[]> files) {
    SortedMap<String, byte[]> sorted = new TreeMap<>(files);
    RawCabinet cabinet = new RawCabinet().folder(0x1503);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    sorted.forEach(
        (name, content) -> {
          byte[] raw = name.getBytes(StandardCharsets.US_ASCII);
          cabinet.file(raw, content.length, all.size(), 0, 0x20);
          all.writeBytes(content);
        });
    int left = all.size();
    List<LzxEncoder.Block> blocks =
        LzxSamples.blocks(left, List.of(BlockType.values()), 20_000, 501);
    for (byte[] frame : LzxEncoder.cabinet(all.toByteArray(), 21, 12_000_000, blocks)) {
      cabinet.block(frame, Math.min(left, FRAME));
      left -= FRAME;
    }
    return cabinet.build();
  }
}
