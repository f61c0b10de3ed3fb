package dev.updatecenter.capability.authenticode.container;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Storages and streams of a compound file (MS-CFB 2.6), each one found once.
 *
 * @param entry the storage or stream
 * @param children of a storage, in the order in which they are hashed
 */
record CompoundTree(CompoundEntry entry, List<CompoundTree> children) {
  private static final int DEEPEST = 64;

  CompoundTree {
    children = List.copyOf(children);
  }

  /** Reads the directory and claims the sectors of every stream in it. */
  static CompoundTree read(CompoundFile file, List<String> problems)
      throws MalformedContainerException {
    BitSet visited = new BitSet();
    visited.set(0);
    CompoundTree root = read(file, file.entry(0), visited, 0, problems);
    for (CompoundEntry entry : file.entries()) {
      if (!visited.get(entry.id())) {
        unused(entry, problems);
      }
    }
    return root;
  }

  private static CompoundTree read(
      CompoundFile file, CompoundEntry entry, BitSet visited, int depth, List<String> problems)
      throws MalformedContainerException {
    if (depth > DEEPEST) {
      throw new MalformedContainerException("storages more than " + DEEPEST + " deep");
    }
    fields(entry, depth == 0, problems);
    List<CompoundTree> children = new ArrayList<>();
    if (entry.isStream()) {
      file.claim(entry);
    } else {
      for (CompoundEntry child : members(file, entry, visited, problems)) {
        children.add(read(file, child, visited, depth + 1, problems));
      }
      children.sort(Comparator.comparing(CompoundTree::entry, CompoundEntry.HASH_ORDER));
    }
    return new CompoundTree(entry, children);
  }

  /** The members of a storage: a search tree, walked from left to right (MS-CFB 2.6.4). */
  private static List<CompoundEntry> members(
      CompoundFile file, CompoundEntry storage, BitSet visited, List<String> problems)
      throws MalformedContainerException {
    List<CompoundEntry> found = new ArrayList<>();
    Deque<CompoundEntry> above = new ArrayDeque<>();
    int id = storage.child();
    while (id != CompoundEntry.NONE || !above.isEmpty()) {
      if (id == CompoundEntry.NONE) {
        CompoundEntry next = above.pop();
        found.add(next);
        id = next.right();
        continue;
      }
      CompoundEntry entry = file.entry(id);
      if (visited.get(id)) {
        throw new MalformedContainerException("directory entries that lead in a circle");
      }
      visited.set(id);
      above.push(entry);
      id = entry.left();
    }
    for (int i = 1; i < found.size(); i++) {
      if (CompoundEntry.TREE_ORDER.compare(found.get(i - 1), found.get(i)) >= 0) {
        problems.add("a directory whose names are not in order, or stand there twice");
        break;
      }
    }
    return found;
  }

  /** MS-CFB 2.6.1: fields that have one value only. The colour (0 or 1) is a matter of balance. */
  private static void fields(CompoundEntry entry, boolean top, List<String> problems)
      throws MalformedContainerException {
    boolean known = top ? entry.isRoot() : entry.isStorage() || entry.isStream();
    if (!known) {
      throw new MalformedContainerException("a directory entry of an unknown type");
    }
    boolean name = entry.nameBytes() > 0 && entry.zero(entry.nameBytes(), CompoundEntry.NAME);
    require(problems, name && !entry.name().contains("\0"), "a name", entry);
    require(problems, (entry.raw().get(0x43) & 0xfe) == 0, "a colour", entry);
    if (entry.isStream()) {
      require(problems, entry.child() == CompoundEntry.NONE, "a child", entry);
      require(problems, entry.zero(0x50, 0x74), "a CLSID, state bits or times", entry);
      boolean empty = entry.size() == 0;
      require(problems, !empty || entry.start() == SectorTable.END_OF_CHAIN, "a start", entry);
    }
    if (entry.isStorage()) {
      require(problems, entry.start() == 0 && entry.size() == 0, "a start and a size", entry);
    }
    if (entry.isRoot()) {
      boolean alone = entry.left() == CompoundEntry.NONE && entry.right() == CompoundEntry.NONE;
      require(problems, alone && entry.name().equals("Root Entry"), "another place", entry);
      require(problems, entry.zero(0x64, 0x6c), "a time of creation", entry);
      boolean empty = entry.size() == 0;
      require(problems, !empty || entry.start() == SectorTable.END_OF_CHAIN, "a start", entry);
    }
    require(problems, entry.size() >>> 32 != 0 || entry.zero(0x7c, 0x80), "a long size", entry);
  }

  /** MS-CFB 2.6.3: free entries are zero but for their links. */
  private static void unused(CompoundEntry entry, List<String> problems) {
    boolean links =
        (entry.left() == CompoundEntry.NONE || entry.left() == 0)
            && (entry.right() == CompoundEntry.NONE || entry.right() == 0)
            && (entry.child() == CompoundEntry.NONE || entry.child() == 0);
    boolean start = entry.start() == 0 || entry.start() == SectorTable.END_OF_CHAIN;
    require(
        problems,
        links && start && entry.zero(0, 0x44) && entry.zero(0x50, 0x74) && entry.zero(0x78, 0x80),
        "something though nothing uses it",
        entry);
  }

  private static void require(
      List<String> problems, boolean held, String otherwise, CompoundEntry entry) {
    if (!held) {
      problems.add("directory entry " + entry.id() + " has " + otherwise + " it must not have");
    }
  }
}
