package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.XmlAttributes;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AppxBlockMap.xml: SHA-256 of each 64 KiB of each file (Microsoft, "App package block map").
 *
 * @param files by name as in {@link EntryNames#key}
 */
record BlockMap(Map<String, File> files) {
  static final String FILE_NAME = "AppxBlockMap.xml";
  static final String NAMESPACE = "http://schemas.microsoft.com/appx/2010/blockmap";
  static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
  static final int BLOCK = 1 << 16;
  private static final String CODE = "UC3113";

  /** Copies. */
  BlockMap {
    files = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** A file of the map. */
  record File(String name, long size, List<ContentDigest> blocks) {
    File {
      blocks = List.copyOf(blocks);
    }
  }

  static BlockMap parse(byte[] xml) throws MalformedPackageException {
    XmlElement root = AppxManifest.read(xml, FILE_NAME, CODE);
    XmlAttributes read = new XmlAttributes(CODE);
    if (!root.name().equals("BlockMap") || !root.namespace().equals(NAMESPACE)) {
      read.fault(CODE, root, "not a BlockMap of " + NAMESPACE);
    } else if (!read.text(root, "HashMethod").equals(SHA256)) {
      read.fault("UC3120", root, "the block map's hash method is not SHA-256");
    }
    read.require();
    Map<String, File> files = new LinkedHashMap<>();
    for (XmlElement e : root.children("File").toList()) {
      File file =
          new File(
              read.text(e, "Name"),
              read.size(e, "Size"),
              e.children("Block").map(b -> read.sha256(b, "Hash")).toList());
      if (files.put(EntryNames.key(file.name()), file) != null) {
        read.fault(CODE, e, file.name() + " is listed twice");
      }
      if (file.blocks().size() != (file.size() + BLOCK - 1) / BLOCK) {
        read.fault(CODE, e, file.name() + " has " + file.blocks().size() + " blocks for its size");
      }
    }
    read.require();
    return new BlockMap(files);
  }
}
