package dev.updatecenter.capability.authenticode.container;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Sectors of one size and the table that chains them (MS-CFB 2.3, 2.4). A sector belongs to one
 * chain at most, so that chains cannot go round and no byte is read twice.
 */
final class SectorTable {
  static final int FREE = 0xffffffff;
  static final int END_OF_CHAIN = 0xfffffffe;
  static final int FAT_SECTOR = 0xfffffffd;
  static final int DIFAT_SECTOR = 0xfffffffc;

  private final int[] next;
  private final int count;
  private final BitSet taken = new BitSet();

  /**
   * @param next what follows each sector
   * @param count sectors that there are
   */
  SectorTable(int[] next, int count) {
    this.next = next.clone();
    this.count = count;
  }

  /** Follows a chain to its end; its sectors are taken then. */
  int[] take(int start) throws MalformedContainerException {
    int length = 0;
    for (int sector = start; sector != END_OF_CHAIN; sector = next[sector]) {
      if (sector < 0 || sector >= Math.min(count, next.length)) {
        throw new MalformedContainerException("a chain of sectors that breaks off");
      }
      if (taken.get(sector)) {
        throw new MalformedContainerException(
            "sector " + sector + " in two chains, or in a circle");
      }
      taken.set(sector);
      length++;
    }
    int[] chain = new int[length];
    int sector = start;
    for (int i = 0; i < length; i++) {
      chain[i] = sector;
      sector = next[sector];
    }
    return chain;
  }

  /** Takes sectors of the tables themselves, which are marked instead of chained. */
  void take(int[] sectors, int mark) throws MalformedContainerException {
    for (int sector : sectors) {
      boolean marked = sector >= 0 && sector < Math.min(count, next.length) && next[sector] == mark;
      if (!marked || taken.get(sector)) {
        throw new MalformedContainerException("sector " + sector + " is none of a table");
      }
      taken.set(sector);
    }
  }

  /** Sectors that no chain took. */
  BitSet left() {
    BitSet left = new BitSet();
    left.set(0, count);
    left.andNot(taken);
    return left;
  }

  /** Where the table says of a sector without owner that it has one. */
  List<String> problems(String what) {
    List<String> found = new ArrayList<>();
    if (count > next.length) {
      found.add(what + " behind the end of their table");
    }
    for (int i = 0; i < next.length; i++) {
      // Some writers mark where the table's use ends.
      boolean free = next[i] == FREE || (i == count && next[i] == END_OF_CHAIN);
      if (!taken.get(i) && !free) {
        found.add(what + " that belong to nothing");
        break;
      }
    }
    return found;
  }
}
