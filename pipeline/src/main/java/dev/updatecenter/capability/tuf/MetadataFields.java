package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.Node;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One JSON object of a metadata file, read field by field; whatever is amiss is malformed. */
final class MetadataFields {
  // TUF 4.2.1: ISO 8601 in UTC, no fractions.
  private static final Pattern DATE_TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  private final Node.Mapping node;
  private final String file;

  private MetadataFields(Node.Mapping node, String file) {
    this.node = node;
    this.file = file;
  }

  static MetadataFields of(Node node, String file) throws MalformedMetadataException {
    if (node instanceof Node.Mapping mapping) {
      return new MetadataFields(mapping, file);
    }
    throw new MalformedMetadataException(file, "an object belongs at " + place(node));
  }

  String file() {
    return file;
  }

  Node.Mapping node() {
    return node;
  }

  Set<String> names() {
    return node.entries().keySet();
  }

  boolean has(String name) {
    return node.entries().containsKey(name);
  }

  MetadataFields object(String name) throws MalformedMetadataException {
    return of(value(name), file);
  }

  List<MetadataFields> objects(String name) throws MalformedMetadataException {
    List<MetadataFields> objects = new ArrayList<>();
    for (Node element : sequence(name)) {
      objects.add(of(element, file));
    }
    return objects;
  }

  List<String> texts(String name) throws MalformedMetadataException {
    List<String> texts = new ArrayList<>();
    for (Node element : sequence(name)) {
      texts.add(text(element, name));
    }
    return texts;
  }

  String text(String name) throws MalformedMetadataException {
    return text(value(name), name);
  }

  boolean flag(String name) throws MalformedMetadataException {
    if (value(name) instanceof Node.Scalar scalar && scalar.value() instanceof Boolean flag) {
      return flag;
    }
    throw malformed("'" + name + "' is true or false");
  }

  long number(String name, long least, long most) throws MalformedMetadataException {
    Optional<Long> number = value(name).integer();
    if (number.isEmpty() || number.get() < least || number.get() > most) {
      throw malformed("'" + name + "' is a whole number from " + least + " to " + most);
    }
    return number.get();
  }

  ContentDigest digest(String name) throws MalformedMetadataException {
    return digest(text(name), name);
  }

  ContentDigest digest(String hex, String name) throws MalformedMetadataException {
    try {
      return ContentDigest.ofHex(hex);
    } catch (IllegalArgumentException e) {
      throw malformed("'" + name + "' holds a SHA-256 in lower-case hex");
    }
  }

  MetadataVersion version() throws MalformedMetadataException {
    try {
      return new MetadataVersion(number("version", 1, Long.MAX_VALUE));
    } catch (IllegalArgumentException e) {
      throw malformed("'version' is a whole number from 1 to 2^53 - 1");
    }
  }

  Instant instant(String name) throws MalformedMetadataException {
    String text = text(name);
    try {
      if (DATE_TIME.matcher(text).matches()) {
        return Instant.parse(text);
      }
    } catch (DateTimeParseException e) {
      // Right in form, such as the 31st of February: refused as any other.
    }
    throw malformed("'" + name + "' is a time such as 2026-01-31T00:00:00Z");
  }

  MalformedMetadataException malformed(String reason) {
    return new MalformedMetadataException(file, reason + " (" + place(node) + ")");
  }

  private List<Node> sequence(String name) throws MalformedMetadataException {
    if (value(name) instanceof Node.Sequence sequence) {
      return sequence.elements();
    }
    throw malformed("'" + name + "' is a list");
  }

  private Node value(String name) throws MalformedMetadataException {
    Node value = node.entries().get(name);
    if (value == null) {
      throw malformed("'" + name + "' is missing");
    }
    return value;
  }

  private String text(Node value, String name) throws MalformedMetadataException {
    if (value instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
      return text;
    }
    throw malformed("'" + name + "' holds text");
  }

  private static String place(Node node) {
    return "line " + node.position().line() + ", column " + node.position().column();
  }
}
