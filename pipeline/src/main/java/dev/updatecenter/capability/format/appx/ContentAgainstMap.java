package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Streams every part of an app package once, against the block map where it must be in it. */
final class ContentAgainstMap {
  // The block map cannot list itself nor what is made after it.
  private static final Set<String> UNLISTED =
      Set.of(
          AppxPackage.CONTENT_TYPES,
          AppxPackage.SIGNATURE,
          BlockMap.FILE_NAME,
          "AppxMetadata/CodeIntegrity.cat");

  private final AppxZip zip;
  private final BlockMap map;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final byte[] block = new byte[BlockMap.BLOCK];

  ContentAgainstMap(AppxZip zip, BlockMap map) {
    this.zip = zip;
    this.map = map;
  }

  List<Finding> findings() {
    return findings;
  }

  List<PackageEntry> check() throws IOException {
    List<PackageEntry> entries = new ArrayList<>();
    for (String name : zip.names()) {
      String key = EntryNames.key(name);
      BlockMap.File listed = map.files().get(key);
      seen.add(key);
      if (listed == null && !UNLISTED.contains(name)) {
        fault("UC3114", name + " is not in the block map");
      }
      List<ContentDigest> blocks = new ArrayList<>();
      PackageEntry entry = read(name, blocks);
      entries.add(entry);
      if (listed != null) {
        compare(listed, entry, blocks);
      }
    }
    map.files().values().stream()
        .filter(f -> !seen.contains(EntryNames.key(f.name())))
        .forEach(f -> fault("UC3114", f.name() + " is in the block map only"));
    return entries;
  }

  private void compare(BlockMap.File listed, PackageEntry entry, List<ContentDigest> blocks) {
    if (listed.size() != entry.size()) {
      fault(
          "UC3116", entry.name() + " has " + entry.size() + " bytes, listed are " + listed.size());
    } else if (!listed.blocks().equals(blocks)) {
      fault("UC3115", entry.name() + " is not the content that its block map names");
    }
  }

  private PackageEntry read(String name, List<ContentDigest> blocks) throws IOException {
    MessageDigest whole = ContentDigest.newSha256();
    MessageDigest ofBlock = ContentDigest.newSha256();
    long size = 0;
    try (InputStream in = zip.open(name)) {
      for (int n = in.readNBytes(block, 0, block.length);
          n > 0;
          n = in.readNBytes(block, 0, block.length)) {
        whole.update(block, 0, n);
        ofBlock.update(block, 0, n);
        blocks.add(ContentDigest.from(ofBlock));
        size += n;
      }
    }
    return new PackageEntry(name, size, ContentDigest.from(whole));
  }

  private void fault(String code, String message) {
    findings.add(
        Finding.error(code, "", message)
            .because("Windows refuses an app package whose content is not what its map says."));
  }
}
