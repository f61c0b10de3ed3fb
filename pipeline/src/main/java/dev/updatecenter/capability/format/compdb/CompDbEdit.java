package dev.updatecenter.capability.format.compdb;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Replaces the digest and size of one payload in a document, and nothing else. */
final class CompDbEdit {
  private final String fileName;
  private final ContentDigest sha256;
  private final long size;
  private boolean found;

  CompDbEdit(String fileName, ContentDigest sha256, long size) {
    this.fileName = fileName;
    this.sha256 = sha256;
    this.size = size;
  }

  boolean found() {
    return found;
  }

  XmlElement apply(XmlElement e) {
    Map<String, String> attributes = new LinkedHashMap<>(e.attributes());
    if (e.name().equals("PayloadItem") && isMeant(attributes.getOrDefault("Path", ""))) {
      found = true;
      attributes.put("PayloadHash", sha256.base64());
      attributes.put("PayloadSize", Long.toString(size));
    }
    return new XmlElement(
        e.name(),
        e.namespace(),
        attributes,
        e.children().stream().map(this::apply).toList(),
        e.text(),
        e.position());
  }

  private boolean isMeant(String path) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return path.substring(slash + 1).equalsIgnoreCase(fileName);
  }
}
