package dev.updatecenter.capability.format.cab;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The places of one cabinet that were read as data of a folder, each once. */
final class DataRanges {
  private final TreeMap<Long, Long> endByStart = new TreeMap<>();

  void add(long start, long end) throws IOException {
    Map.Entry<Long, Long> before = endByStart.lowerEntry(end);
    if (before != null && before.getValue() > start) {
      throw CabinetFault.BAD_HEADER.exception("two folders share data");
    }
    endByStart.put(start, end);
  }
}
