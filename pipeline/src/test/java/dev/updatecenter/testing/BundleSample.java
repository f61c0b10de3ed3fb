package dev.updatecenter.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A bundle of two app packages that nothing is wrong with, until a test changes it. */
public final class BundleSample {
  private static final String TYPES =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="msix" ContentType="application/vnd.ms-appx"/>
        <Default Extension="xml" ContentType="application/vnd.ms-appx.bundlemanifest+xml"/>
        <Override PartName="/AppxBlockMap.xml"
            ContentType="application/vnd.ms-appx.blockmap+xml"/>
      </Types>
      """;
  private static final String MANIFEST_NAME = "AppxMetadata/AppxBundleManifest.xml";

  private final Map<String, byte[]> packages = new LinkedHashMap<>();
  private final Map<String, String> processors = new LinkedHashMap<>();
  private UnaryOperator<String> manifest = UnaryOperator.identity();
  private boolean deflated;

  /** With packages for arm and x64. */
  public BundleSample() {
    with("Kiosk_arm.msix", "arm", new AppxSample());
    with("Kiosk_x64.msix", "x64", new AppxSample().manifest("\"arm\"", "\"x64\""));
  }

  /** Adds a package, or replaces one. */
  public BundleSample with(String fileName, String processor, AppxSample appx) {
    return with(fileName, processor, appx.bytes());
  }

  /** Adds a package, or replaces one. */
  public BundleSample with(String fileName, String processor, byte[] appx) {
    packages.put(fileName, appx.clone());
    processors.put(fileName, processor);
    return this;
  }

  /** Leaves a package out. */
  public BundleSample without(String fileName) {
    packages.remove(fileName);
    processors.remove(fileName);
    return this;
  }

  /** Changes the bundle manifest. */
  public BundleSample manifest(String what, String by) {
    UnaryOperator<String> before = manifest;
    manifest = text -> AppxSample.replaced(before.apply(text), what, by);
    return this;
  }

  /** Deflates the packages, which a bundle must not. */
  public BundleSample deflated() {
    deflated = true;
    return this;
  }

  /** The bundle. */
  public byte[] bytes() {
    RawZip zip = new RawZip().wide();
    packages.forEach(
        (name, content) -> {
          if (deflated) {
            zip.deflated(name, content);
          } else {
            zip.stored(name, content);
          }
        });
    zip.bytes();
    byte[] text = AppxSample.utf8(manifest.apply(manifest(zip)));
    zip.stored(MANIFEST_NAME, text);
    String map = AppxSample.map(AppxSample.file(MANIFEST_NAME, text, false));
    zip.stored("AppxBlockMap.xml", AppxSample.utf8(map));
    return zip.deflated("[Content_Types].xml", AppxSample.utf8(TYPES)).bytes();
  }

  private String manifest(RawZip zip) {
    StringBuilder text = new StringBuilder();
    text.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    text.append("<Bundle xmlns=\"http://schemas.microsoft.com/appx/2013/bundle\"");
    text.append(" SchemaVersion=\"5.0\">\n<Identity Name=\"Contoso.Kiosk\"");
    text.append(" Publisher=\"CN=Contoso TEST\" Version=\"1.2.3.0\"/>\n<Packages>\n");
    packages.forEach(
        (name, content) -> {
          text.append("<Package Type=\"application\" Version=\"1.2.3.0\" Architecture=\"");
          text.append(processors.get(name)).append("\" FileName=\"").append(name);
          text.append("\" Offset=\"").append(zip.dataOffset(name)).append("\" Size=\"");
          text.append(content.length).append("\"/>\n");
        });
    return text.append("</Packages>\n</Bundle>\n").toString();
  }
}
