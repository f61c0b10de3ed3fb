package dev.updatecenter.capability.format.compdb;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A package of a composition database, with its one payload.
 *
 * @param id Package/@ID
 * @param version Package/@Version
 * @param publicKeyToken Package/@PublicKeyToken; may be empty
 * @param payloadHash PayloadItem/@PayloadHash, SHA-256 of the package's cabinet
 * @param payloadSize PayloadItem/@PayloadSize, in bytes
 * @param path PayloadItem/@Path, as written
 * @param payloadType PayloadItem/@PayloadType; may be empty
 * @param position where the package stands
 * @param payloadPosition where its payload stands
 */
public record CompDbPackage(
    String id,
    PackageVersion version,
    String publicKeyToken,
    ContentDigest payloadHash,
    long payloadSize,
    String path,
    String payloadType,
    SourcePosition position,
    SourcePosition payloadPosition) {
  /** A package that was not read from a document. */
  public CompDbPackage(
      String id,
      PackageVersion version,
      String publicKeyToken,
      ContentDigest payloadHash,
      long payloadSize,
      String path,
      String payloadType,
      SourcePosition position) {
    this(
        id,
        version,
        publicKeyToken,
        payloadHash,
        payloadSize,
        path,
        payloadType,
        position,
        position);
  }

  /** The last part of the path: an OEM custom package is flat. */
  public String fileName() {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  XmlElement toElement() {
    Map<String, String> payload = new LinkedHashMap<>();
    payload.put("PayloadHash", payloadHash.base64());
    payload.put("PayloadSize", Long.toString(payloadSize));
    payload.put("Path", path);
    payload.put("PayloadType", payloadType);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("ID", id);
    facts.put("Version", version.toString());
    facts.put("PublicKeyToken", publicKeyToken);
    XmlElement item = element("PayloadItem", payload, List.of());
    return element("Package", facts, List.of(element("Payload", Map.of(), List.of(item))));
  }

  static XmlElement element(
      String name, Map<String, String> attributes, List<XmlElement> children) {
    SourcePosition made = SourcePosition.of(CompositionDatabase.FILE_NAME);
    return new XmlElement(name, CompositionDatabase.NAMESPACE, attributes, children, "", made);
  }
}
