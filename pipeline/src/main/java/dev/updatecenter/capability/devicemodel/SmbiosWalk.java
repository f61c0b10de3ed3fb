package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Goes once through a table's structures (DSP0134 6.1). Each step moves at least six bytes on, so
 * no table can hold it; it stops at the first damage and tells of it.
 */
final class SmbiosWalk {
  /** DSP0134 7.45. */
  private static final int END_OF_TABLE = 127;

  private static final int HIGHEST_WANTED = 3;

  private final byte[] table;
  private final Map<Integer, SmbiosStructure> first = new TreeMap<>();
  private final RepeatedStructures repeated = new RepeatedStructures();
  private final List<Finding> findings = new ArrayList<>();
  private int at;
  private int count;

  private SmbiosWalk(byte[] table) {
    this.table = table;
  }

  /** Walks an image; findings go to {@code out}. */
  static SmbiosStructures through(SmbiosImage image, List<Finding> out)
      throws MalformedSmbiosException {
    SmbiosWalk walk = new SmbiosWalk(image.table());
    boolean ended = walk.walk(image.structures());
    // An _SM3_ table's size is only the most it can be: its end is told by type 127.
    if (walk.findings.isEmpty() && !ended && walk.count < image.structures()) {
      walk.damaged(walk.count + " structures are there, " + image.structures() + " are announced");
    } else if (walk.findings.isEmpty() && !ended && image.table().length < image.announced()) {
      walk.damaged(
          image.table().length + " bytes are there, " + image.announced() + " are announced");
    }
    walk.refuseUnreadable(ended);
    out.addAll(walk.findings);
    out.addAll(walk.repeated.findings());
    return new SmbiosStructures(
        Optional.ofNullable(walk.first.get(1)),
        Optional.ofNullable(walk.first.get(0)),
        Optional.ofNullable(walk.first.get(2)),
        Optional.ofNullable(walk.first.get(3)));
  }

  /**
   * Nothing that tells a device was read, and no end either: this is no table, or none any more.
   */
  private void refuseUnreadable(boolean ended) throws MalformedSmbiosException {
    if (first.isEmpty() && !ended) {
      throw new MalformedSmbiosException(
          findings.isEmpty()
              ? "no structure of an SMBIOS table is there"
              : "no structure that names the device can be read: " + findings.get(0).message());
    }
  }

  /** Whether the end-of-table structure was met. */
  private boolean walk(int limit) {
    while (at < table.length && (limit == 0 || count < limit)) {
      if (table.length - at < SmbiosStructure.HEADER) {
        // Firmware pads; padding is no structure.
        return allZero(at) || damaged("the last structure's header is cut off");
      }
      int type = Byte.toUnsignedInt(table[at]);
      int length = Byte.toUnsignedInt(table[at + 1]);
      if (length < SmbiosStructure.HEADER) {
        return damaged("a structure claims a length of " + length + " bytes");
      }
      int strings = at + length;
      int end = endOfStrings(strings);
      if (end < 0) {
        return type == END_OF_TABLE || damaged("a structure of type " + type + " is cut off");
      }
      keep(type, strings, end);
      count++;
      at = end;
      // DSP0134 7.45 ends a table of unknown length; a counted one goes on to its count, as for
      // dmidecode and Linux.
      if (type == END_OF_TABLE && (limit == 0 || count == limit)) {
        return true;
      }
    }
    return false;
  }

  private void keep(int type, int strings, int end) {
    if (type > HIGHEST_WANTED) {
      return;
    }
    // Without its last NUL the set is a list of NUL-ended strings; two NULs alone are no string.
    // An empty string before others breaks DSP0134 6.1.3; it is counted, as fwupd counts it.
    int last = end - 1;
    int from = end - strings == 2 ? last : strings;
    SmbiosStructure structure =
        new SmbiosStructure(
            Arrays.copyOfRange(table, at, strings), Arrays.copyOfRange(table, from, last));
    first.putIfAbsent(type, structure);
    repeated.see(structure);
  }

  /** The offset behind the two NULs that end a string set; -1 when they do not come. */
  private int endOfStrings(int from) {
    for (int i = from; i + 1 < table.length; i++) {
      if (table[i] == 0 && table[i + 1] == 0) {
        return i + 2;
      }
    }
    return -1;
  }

  private boolean allZero(int from) {
    for (int i = from; i < table.length; i++) {
      if (table[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean damaged(String what) {
    findings.add(
        Finding.warning(
                "UC2002", "SMBIOS table", "the table is damaged at offset " + at + ": " + what)
            .because("Fields that stand behind the damage were not read.")
            .fixedBy(
                "Take the dump again; if it is the same, the firmware writes a broken table."));
    return false;
  }
}
