package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.XmlText;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.XmlElement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes an unsigned app package: payload in the order of its names, AppxManifest.xml, the block map
 * over both, content types. Every part is stored uncompressed, which the block map then needs no
 * compressed sizes for; the same input gives the same bytes.
 */
public final class AppxWriter {
  private AppxWriter() {}

  /**
   * Writes a package; what was at {@code out} is replaced.
   *
   * @param manifest content of AppxManifest.xml
   * @param payload names without percent-encoding; letters, digits, {@code . _ - /} only
   * @throws MalformedPackageException for names that a reader would refuse
   */
  public static void write(Path out, byte[] manifest, List<AppxFile> payload) throws IOException {
    List<AppxFile> sorted = checked(payload);
    List<XmlElement> map = new ArrayList<>();
    try (StoredZip zip = new StoredZip(out)) {
      for (AppxFile file : sorted) {
        try (InputStream in = Files.newInputStream(file.file())) {
          map.add(mapped(file.name(), in));
        }
        zip.put(file.name(), file.file());
      }
      map.add(mapped(AppxManifest.FILE_NAME, new java.io.ByteArrayInputStream(manifest)));
      zip.put(AppxManifest.FILE_NAME, manifest);
      zip.put(
          BlockMap.FILE_NAME,
          XmlText.of(
              element("BlockMap", BlockMap.NAMESPACE, Map.of("HashMethod", BlockMap.SHA256), map)));
      zip.put(ContentTypes.FILE_NAME, contentTypes(sorted));
    }
  }

  private static List<AppxFile> checked(List<AppxFile> payload) throws IOException {
    EntryNames names = new EntryNames();
    names.add(AppxManifest.FILE_NAME);
    for (AppxFile file : payload) {
      if (!file.name().matches("[A-Za-z0-9._/-]+")) {
        throw new MalformedPackageException(
            EntryNames.NOT_A_FILE_NAME, "entry name needs percent-encoding: " + file.name());
      }
      names.add(file.name());
    }
    names.require();
    return payload.stream().sorted(Comparator.comparing(AppxFile::name)).toList();
  }

  private static XmlElement mapped(String name, InputStream in) throws IOException {
    List<XmlElement> blocks = new ArrayList<>();
    long size = 0;
    for (byte[] block = in.readNBytes(BlockMap.BLOCK);
        block.length > 0;
        block = in.readNBytes(BlockMap.BLOCK)) {
      size += block.length;
      Map<String, String> hash = Map.of("Hash", ContentDigest.of(block).base64());
      blocks.add(element("Block", BlockMap.NAMESPACE, hash, List.of()));
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Name", name.replace('/', '\\'));
    facts.put("Size", Long.toString(size));
    // Local file header: 30 bytes and the name (PKWARE APPNOTE 4.3.7); there is no extra field.
    facts.put("LfhSize", Integer.toString(30 + name.getBytes(StandardCharsets.UTF_8).length));
    return element("File", BlockMap.NAMESPACE, facts, blocks);
  }

  private static byte[] contentTypes(List<AppxFile> payload) {
    SortedSet<String> extensions = new TreeSet<>();
    List<XmlElement> types = new ArrayList<>();
    for (AppxFile file : payload) {
      String last = file.name().substring(file.name().lastIndexOf('/') + 1);
      int dot = last.lastIndexOf('.');
      if (dot < 0) {
        types.add(type("Override", "PartName", "/" + file.name(), "application/octet-stream"));
      } else {
        extensions.add(last.substring(dot + 1).toLowerCase(Locale.ROOT));
      }
    }
    extensions.remove("xml");
    extensions.forEach(e -> types.add(type("Default", "Extension", e, "application/octet-stream")));
    types.add(type("Default", "Extension", "xml", "application/vnd.ms-appx.manifest+xml"));
    types.add(
        type(
            "Override",
            "PartName",
            "/" + BlockMap.FILE_NAME,
            "application/vnd.ms-appx.blockmap+xml"));
    return XmlText.of(element("Types", ContentTypes.NAMESPACE, Map.of(), types));
  }

  private static XmlElement type(String name, String key, String value, String contentType) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(key, value);
    facts.put("ContentType", contentType);
    return element(name, ContentTypes.NAMESPACE, facts, List.of());
  }

  private static XmlElement element(
      String name, String namespace, Map<String, String> attributes, List<XmlElement> children) {
    return new XmlElement(
        name, namespace, attributes, children, "", SourcePosition.of("AppxWriter"));
  }
}
