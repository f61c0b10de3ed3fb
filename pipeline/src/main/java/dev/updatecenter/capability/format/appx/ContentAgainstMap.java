package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Streams every part of an app package once, against the block map where it must be in it. */
final class ContentAgainstMap {
  private static final String LISTS_DIFFER = "UC3114";
  private static final String OTHER_CONTENT = "UC3115";
  private static final String OTHER_SIZE = "UC3116";
  private static final String OTHER_HEADER = "UC3128";
  private static final String OTHER_PACKING = "UC3129";
  // The block map cannot list itself nor what is made after it.
  private static final Set<String> UNLISTED =
      Set.of(
          ContentTypes.FILE_NAME,
          AppxPackage.SIGNATURE,
          BlockMap.FILE_NAME,
          "AppxMetadata/CodeIntegrity.cat");

  private final AppxZip zip;
  private final Optional<BlockMap> map;
  private final Set<String> others;
  private final Faults faults;
  private final byte[] block = new byte[BlockMap.BLOCK];

  /**
   * Prepares.
   *
   * @param map empty where it cannot be read: then the parts are only read
   * @param others names of parts that need not be in it
   */
  ContentAgainstMap(AppxZip zip, Optional<BlockMap> map, Set<String> others, Faults faults) {
    this.zip = zip;
    this.map = map;
    this.others = others;
    this.faults = faults;
  }

  void check(PartSink sink) throws IOException {
    Set<String> seen = new HashSet<>();
    for (String name : zip.names()) {
      seen.add(EntryNames.key(name));
      Optional<BlockMap.File> listed =
          map.flatMap(m -> Optional.ofNullable(m.files().get(EntryNames.key(name))));
      if (map.isPresent() && listed.isEmpty() && !UNLISTED.contains(name) && !isOther(name)) {
        fault(LISTS_DIFFER, name + " is not in the block map");
      }
      listed.ifPresent(file -> headers(name, file));
      try {
        read(name, listed, sink);
      } catch (MalformedPackageException e) {
        faults.addAll(e.findings(""));
        if (!e.code().equals("UC3123")) {
          return; // a bomb: nothing more is unpacked
        }
      }
    }
    map.ifPresent(m -> onlyListed(m, seen));
  }

  private boolean isOther(String name) {
    return others.contains(EntryNames.key(name));
  }

  private void onlyListed(BlockMap listed, Set<String> seen) {
    for (BlockMap.File file : listed.files().values()) {
      if (!seen.contains(EntryNames.key(file.name()))) {
        faults.add(told(LISTS_DIFFER, file.name() + " is in the block map only", file));
      }
    }
  }

  /** "Package block map schema", File/@LfhSize and Block/@Size. */
  private void headers(String name, BlockMap.File file) {
    ZipMember member = zip.member(name);
    if (UNLISTED.contains(name)) {
      faults.add(told(LISTS_DIFFER, name + " is listed, and made after the block map", file));
    }
    if (member.headerSize() != file.headerSize()) {
      String sizes = member.headerSize() + " bytes, listed are " + file.headerSize();
      faults.add(told(OTHER_HEADER, name + " has a header of " + sizes, file));
    }
    long taken = member.record().compressedSize();
    OptionalLong packed = file.packed();
    if (!member.record().deflated() && packed.isPresent()) {
      faults.add(told(OTHER_PACKING, name + " is stored, its blocks have a Size", file));
    } else if (member.record().deflated() && file.blocks() > 0) {
      // A packer that flushes after each block ends with an empty one of two bytes (03 00).
      if (packed.isEmpty() || (packed.getAsLong() != taken && packed.getAsLong() != taken - 2)) {
        String sum = packed.isEmpty() ? "no Size" : "Sizes of " + packed.getAsLong() + " in all";
        faults.add(
            told(
                OTHER_PACKING,
                name + " takes up " + taken + " bytes, its blocks have " + sum,
                file));
      }
    }
  }

  private void read(String name, Optional<BlockMap.File> listed, PartSink sink) throws IOException {
    MessageDigest ofBlock = ContentDigest.newSha256();
    long size = 0;
    int wrong = -1;
    try (InputStream in = zip.open(name)) {
      OutputStream out = sink.open(name);
      for (int i = 0; ; i++) {
        int n = in.readNBytes(block, 0, block.length);
        if (n == 0) {
          break;
        }
        out.write(block, 0, n);
        ofBlock.update(block, 0, n);
        byte[] hash = ofBlock.digest();
        if (wrong < 0 && listed.isPresent() && !listed.get().lists(i, hash)) {
          wrong = i;
        }
        size += n;
      }
      out.close();
    }
    if (listed.isPresent()) {
      compare(name, listed.get(), size, wrong);
    }
  }

  private void compare(String name, BlockMap.File file, long size, int wrong) {
    if (file.size() != size) {
      faults.add(
          told(OTHER_SIZE, name + " has " + size + " bytes, listed are " + file.size(), file));
    } else if (wrong >= 0) {
      String where = " is not the content that its block map names, from byte ";
      faults.add(told(OTHER_CONTENT, name + where + (long) wrong * BlockMap.BLOCK, file));
    }
  }

  private static Finding told(String code, String message, BlockMap.File file) {
    return because(Finding.error(code, "", message)).at(file.position());
  }

  private void fault(String code, String message) {
    faults.add(because(Finding.error(code, "", message)));
  }

  private static Finding because(Finding finding) {
    return finding
        .because("Windows refuses an app package whose content is not what its map says.")
        .fixedBy("Build the package again with MakeAppx; change nothing in it afterwards.");
  }

  /** The names that a block map need not list, as {@link EntryNames#key} has them. */
  static Set<String> keys(List<String> names) {
    Set<String> keys = new HashSet<>();
    names.forEach(n -> keys.add(EntryNames.key(n)));
    return keys;
  }
}
