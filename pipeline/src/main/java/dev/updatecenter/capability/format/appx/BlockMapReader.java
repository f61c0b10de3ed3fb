package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.document.XmlElement;
import dev.updatecenter.kernel.document.XmlVisitor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Takes the files of a block map as its elements pass. */
final class BlockMapReader implements XmlVisitor {
  static final String CODE = "UC3113";
  private static final String TOO_MANY = "UC3118";
  private static final String OTHER_HASH = "UC3120";
  // "Package block map schema", File: a local header has 30 bytes to 64 KiB.
  private static final int LEAST_HEADER = 30;
  private static final int MOST_HEADER = 1 << 16;

  private final int maxFiles;
  private final Map<String, BlockMap.File> files = new LinkedHashMap<>();
  private final Faults faults = new Faults();
  private @Nullable XmlElement file;
  private ByteArrayOutputStream hashes = new ByteArrayOutputStream();
  private int blocks;
  private int sized;
  private long packed;
  private boolean tooMany;

  BlockMapReader(int maxFiles) {
    this.maxFiles = maxFiles;
  }

  Map<String, BlockMap.File> files() throws MalformedPackageException {
    faults.require();
    return files;
  }

  @Override
  public void begin(XmlElement element, int depth) {
    boolean ours = element.namespace().equals(BlockMap.NAMESPACE);
    if (depth == 0) {
      root(element, ours);
    } else if (depth == 1 && ours && element.name().equals("File") && !faults.full()) {
      file = element;
      hashes = new ByteArrayOutputStream();
      blocks = 0;
      sized = 0;
      packed = 0;
    } else if (depth == 2 && ours && element.name().equals("Block") && file != null) {
      block(element);
    }
  }

  private void root(XmlElement root, boolean ours) {
    String method = root.attribute("HashMethod").orElse("");
    if (!ours || !root.name().equals("BlockMap")) {
      fault(CODE, root, "not a BlockMap of " + BlockMap.NAMESPACE);
    } else if (!method.equals(BlockMap.SHA256)) {
      fault(OTHER_HASH, root, "the block map's hash method is not SHA-256, but '" + method + "'");
    }
  }

  private void block(XmlElement block) {
    blocks++;
    try {
      byte[] hash = Base64.getDecoder().decode(block.attribute("Hash").orElse(""));
      if (hash.length == ContentDigest.LENGTH) {
        hashes.writeBytes(hash);
      } else {
        fault(CODE, block, "Block/@Hash has " + hash.length + " bytes, SHA-256 has 32");
      }
    } catch (IllegalArgumentException e) {
      fault(CODE, block, "Block/@Hash is no Base64");
    }
    if (block.attribute("Size").isPresent()) {
      sized++;
      packed += number(block, "Size", 1, Integer.MAX_VALUE);
    }
  }

  @Override
  public void end(int depth) {
    if (depth == 1 && file != null) {
      add(file);
      file = null;
    }
  }

  private void add(XmlElement e) {
    String name = e.attribute("Name").orElse("");
    long size = number(e, "Size", 0, Long.MAX_VALUE);
    long header = number(e, "LfhSize", LEAST_HEADER, MOST_HEADER);
    if (name.isBlank()) {
      fault(CODE, e, "File has no Name");
    }
    if (blocks != size / BlockMap.BLOCK + (size % BlockMap.BLOCK == 0 ? 0 : 1)) {
      fault(CODE, e, name + " has " + blocks + " blocks for its size");
    }
    if (sized != 0 && sized != blocks) {
      fault(CODE, e, name + " has blocks with and without a Size");
    }
    if (files.size() >= maxFiles) {
      if (!tooMany) {
        fault(TOO_MANY, e, "the block map lists more than " + maxFiles + " files");
      }
      tooMany = true;
      return;
    }
    OptionalLong taken = sized == 0 ? OptionalLong.empty() : OptionalLong.of(packed);
    BlockMap.File listed =
        new BlockMap.File(
            name, size, header, ByteBuffer.wrap(hashes.toByteArray()), taken, e.position());
    if (files.put(EntryNames.key(name), listed) != null) {
      fault(CODE, e, name + " is listed twice");
    }
  }

  private long number(XmlElement e, String attribute, long least, long most) {
    String text = e.attribute(attribute).orElse("");
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException none) {
      // Told below.
    }
    fault(CODE, e, e.name() + "/@" + attribute + " is not a size: '" + shown(text) + "'");
    return least;
  }

  private static String shown(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  private void fault(String code, XmlElement at, String message) {
    faults.add(
        Finding.error(code, "", message)
            .at(at.position())
            .fixedBy("Build the package again with MakeAppx."));
  }
}
