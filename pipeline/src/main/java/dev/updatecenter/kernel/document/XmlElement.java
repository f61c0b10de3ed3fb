package dev.updatecenter.kernel.document;

import dev.updatecenter.kernel.core.SourcePosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of an XML document.
 *
 * @param name local name
 * @param namespace namespace URI; empty for none
 * @param attributes values by local name, in the order written
 * @param children child elements in order
 * @param text the character data directly inside, joined and trimmed
 * @param position where the start tag begins, line and column from 1
 */
public record XmlElement(
    String name,
    String namespace,
    Map<String, String> attributes,
    List<XmlElement> children,
    String text,
    SourcePosition position) {
  /** Copies, keeping the order. */
  public XmlElement {
    attributes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    children = List.copyOf(children);
  }

  /** An attribute's value. */
  public Optional<String> attribute(String local) {
    return Optional.ofNullable(attributes.get(local));
  }

  /** The first child of that local name. */
  public Optional<XmlElement> child(String local) {
    return children(local).findFirst();
  }

  /** The children of that local name. */
  public Stream<XmlElement> children(String local) {
    return children.stream().filter(c -> c.name.equals(local));
  }

  /** Every element below this one with that local name, in document order. */
  public Stream<XmlElement> descendants(String local) {
    return children.stream()
        .flatMap(
            c ->
                Stream.concat(
                    c.name.equals(local) ? Stream.of(c) : Stream.of(), c.descendants(local)));
  }
}
