package dev.updatecenter.capability.format;

import dev.updatecenter.kernel.document.XmlElement;
import java.nio.charset.StandardCharsets;

/**
 * Writes XML trees, always the same way: UTF-8, LF, two spaces a level, attributes in the order of
 * the element, the namespace declared where it changes.
 */
public final class XmlText {
  private final StringBuilder text = new StringBuilder();

  private XmlText() {}

  /** The document whose root is {@code root}. */
  public static byte[] of(XmlElement root) {
    XmlText writer = new XmlText();
    writer.text.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    writer.element(root, "", "");
    return writer.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void element(XmlElement e, String namespace, String indent) {
    text.append(indent).append('<').append(e.name());
    if (!e.namespace().equals(namespace)) {
      attribute("xmlns", e.namespace());
    }
    e.attributes().forEach(this::attribute);
    if (e.children().isEmpty() && e.text().isEmpty()) {
      text.append(" />\n");
      return;
    }
    text.append('>');
    escaped(e.text());
    if (!e.children().isEmpty()) {
      text.append('\n');
      e.children().forEach(c -> element(c, e.namespace(), indent + "  "));
      text.append(indent);
    }
    text.append("</").append(e.name()).append(">\n");
  }

  private void attribute(String name, String value) {
    text.append(' ').append(name).append("=\"");
    escaped(value);
    text.append('"');
  }

  private void escaped(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        // XML 1.0 3.3.3: a plain one would come back as a space.
        case '\t', '\n', '\r' -> text.append("&#").append((int) c).append(';');
        default -> text.append(c);
      }
    }
  }
}
