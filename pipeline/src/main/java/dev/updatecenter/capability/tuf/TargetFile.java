package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What metadata says of one target (TUF 4.5).
 *
 * @param length in bytes
 * @param sha256 of its content
 * @param custom plain JSON that the publisher adds; numbers are longs; may be empty
 */
public record TargetFile(long length, ContentDigest sha256, Map<String, Object> custom) {
  private static final int MAX_PATH = 512;
  private static final Pattern SEGMENT = Pattern.compile("[^\\p{Cntrl}/\\\\]+");

  /** Copies in depth. */
  public TargetFile {
    custom = PlainJson.object(custom);
    if (length < 0) {
      throw new IllegalArgumentException("a length is not negative: " + length);
    }
  }

  /** A target with nothing added. */
  public static TargetFile of(byte[] content) {
    return new TargetFile(content.length, ContentDigest.of(content), Map.of());
  }

  static TargetFile parse(MetadataFields fields) throws MalformedMetadataException {
    return new TargetFile(
        fields.number("length", 0, Long.MAX_VALUE),
        fields.object("hashes").digest("sha256"),
        fields.has("custom") ? PlainJson.object(fields.object("custom").node()) : Map.of());
  }

  /** Whether {@code path} stays below the folder it is looked up in, whoever wrote it. */
  static boolean isPath(String path) {
    if (path.length() > MAX_PATH) {
      return false;
    }
    for (String segment : path.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..") || !SEGMENT.matcher(segment).matches()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where the content lies below the targets address: {@code <dir>/<sha256>.<file>} (TUF 6.2).
   *
   * @param path the target's path
   */
  public String urlPath(String path) {
    int file = path.lastIndexOf('/') + 1;
    return path.substring(0, file) + sha256 + "." + path.substring(file);
  }

  /**
   * How many bytes a role's file grows by when it lists the target.
   *
   * @param path the target's path
   */
  public int listedBytes(String path) {
    // One comma for two braces.
    return Json.bytes(Map.of(path, toPlain())).length - 1;
  }

  Map<String, Object> toPlain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("length", length);
    plain.put("hashes", Map.of("sha256", sha256.hex()));
    if (!custom.isEmpty()) {
      plain.put("custom", custom);
    }
    return plain;
  }
}
