package dev.updatecenter.testing;

import dev.updatecenter.kernel.core.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A small app package that nothing is wrong with, until a test changes a part of it. */
public final class AppxSample {
  private static final int BLOCK = 1 << 16;
  private static final String MANIFEST =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10">
        <Identity Name="Contoso.Kiosk" Publisher="CN=Contoso TEST" Version="1.2.3.0"
            ProcessorArchitecture="arm"/>
        <Properties>
          <DisplayName>Kiosk</DisplayName>
          <PublisherDisplayName>Contoso TEST</PublisherDisplayName>
          <Logo>Assets\\Logo.png</Logo>
        </Properties>
        <Dependencies>
          <TargetDeviceFamily Name="Windows.IoT" MinVersion="10.0.17763.0"
              MaxVersionTested="10.0.19041.0"/>
        </Dependencies>
        <Applications>
          <Application Id="Kiosk" Executable="bin\\Kiosk.exe" EntryPoint="Contoso.Kiosk"/>
        </Applications>
      </Package>
      """;
  private static final String TYPES =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="exe" ContentType="application/x-msdownload"/>
        <Default Extension="png" ContentType="image/png"/>
        <Default Extension="xml" ContentType="application/vnd.ms-appx.manifest+xml"/>
        <Override PartName="/AppxBlockMap.xml"
            ContentType="application/vnd.ms-appx.blockmap+xml"/>
      </Types>
      """;

  private final Map<String, byte[]> payload = new LinkedHashMap<>();
  private final Map<String, byte[]> unlisted = new LinkedHashMap<>();
  private UnaryOperator<RawZip> zip = UnaryOperator.identity();
  private UnaryOperator<String> manifest = UnaryOperator.identity();
  private UnaryOperator<String> types = UnaryOperator.identity();
  private UnaryOperator<String> map = UnaryOperator.identity();
  private boolean deflated;

  /** With a program of 150,000 bytes and a logo. */
  public AppxSample() {
    payload.put("bin/Kiosk.exe", new byte[150_000]);
    payload.put("Assets/Logo.png", new byte[100]);
  }

  /** Adds a file, or replaces one. */
  public AppxSample part(String name, byte[] content) {
    payload.put(name, content.clone());
    return this;
  }

  /** Adds a part that the block map does not list. */
  public AppxSample unlisted(String name, byte[] content) {
    unlisted.put(name, content.clone());
    return this;
  }

  /** Deflates everything, block by block. */
  public AppxSample deflated() {
    deflated = true;
    return this;
  }

  /** Changes the manifest's text. */
  public AppxSample manifest(UnaryOperator<String> change) {
    UnaryOperator<String> before = manifest;
    manifest = text -> change.apply(before.apply(text));
    return this;
  }

  /** Replaces a string of the manifest. */
  public AppxSample manifest(String what, String by) {
    return manifest(text -> replaced(text, what, by));
  }

  /** Changes the content types. */
  public AppxSample types(String what, String by) {
    types = text -> replaced(text, what, by);
    return this;
  }

  /** Changes the block map. */
  public AppxSample map(UnaryOperator<String> change) {
    map = change;
    return this;
  }

  /** Replaces a string of the block map. */
  public AppxSample map(String what, String by) {
    return map(text -> replaced(text, what, by));
  }

  /** Changes the ZIP. */
  public AppxSample zip(UnaryOperator<RawZip> change) {
    zip = change;
    return this;
  }

  /** The package. */
  public byte[] bytes() {
    RawZip raw = new RawZip();
    StringBuilder files = new StringBuilder();
    Map<String, byte[]> listed = new LinkedHashMap<>(payload);
    listed.put("AppxManifest.xml", utf8(manifest.apply(MANIFEST)));
    listed.forEach(
        (name, content) -> {
          add(raw, name, content);
          files.append(file(name, content, deflated));
        });
    add(raw, "AppxBlockMap.xml", utf8(map.apply(map(files.toString()))));
    raw.deflated("[Content_Types].xml", utf8(types.apply(TYPES)));
    unlisted.forEach((name, content) -> add(raw, name, content));
    return zip.apply(raw).bytes();
  }

  /** A block map of these File elements. */
  static String map(String files) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<BlockMap xmlns=\"http://schemas.microsoft.com/appx/2010/blockmap\""
        + " HashMethod=\"http://www.w3.org/2001/04/xmlenc#sha256\">\n"
        + files
        + "</BlockMap>\n";
  }

  /** A File element of a block map. */
  static String file(String name, byte[] content, boolean deflated) {
    StringBuilder file = new StringBuilder("<File Name=\"");
    file.append(name.replace('/', '\\')).append("\" Size=\"").append(content.length);
    file.append("\" LfhSize=\"").append(30 + utf8(encoded(name)).length).append("\">\n");
    List<byte[]> packed = deflated ? RawZip.blocks(content) : List.of();
    for (int i = 0; i * BLOCK < content.length; i++) {
      byte[] block =
          Arrays.copyOfRange(content, i * BLOCK, Math.min(content.length, (i + 1) * BLOCK));
      file.append("  <Block Hash=\"").append(ContentDigest.of(block).base64());
      file.append(deflated ? "\" Size=\"" + packed.get(i).length : "").append("\"/>\n");
    }
    return file.append("</File>\n").toString();
  }

  private void add(RawZip raw, String name, byte[] content) {
    if (deflated) {
      raw.deflated(encoded(name), content);
    } else {
      raw.stored(encoded(name), content);
    }
  }

  private static String encoded(String name) {
    return name.replace("%", "%25").replace(" ", "%20").replace("(", "%28").replace(")", "%29");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String replaced(String text, String what, String by) {
    if (!text.contains(what)) {
      throw new IllegalArgumentException("nothing to replace: " + what);
    }
    return text.replace(what, by);
  }
}
