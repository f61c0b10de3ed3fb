package dev.updatecenter.kernel.document;

import dev.updatecenter.kernel.core.SourcePosition;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The keys of one JSON object that a machine wrote, taken out as types. Whatever is absent, of
 * another type or out of its range is a {@link MalformedDocumentException} at its place; keys that
 * nobody asks for are ignored, so that a document may grow.
 */
public final class Fields {
  private final Node node;

  private Fields(Node node) {
    this.node = node;
  }

  /** The keys of an object. */
  public static Fields of(Node node) throws MalformedDocumentException {
    if (node instanceof Node.Mapping) {
      return new Fields(node);
    }
    throw new MalformedDocumentException(node.position(), "an object is expected here");
  }

  /**
   * Parses a document that names its kind and version.
   *
   * @param file its name in messages
   * @see #expect
   */
  public static Fields document(byte[] content, String file, String kind, int major)
      throws MalformedDocumentException {
    Fields fields = of(Json.read(content, file));
    fields.expect(kind, major);
    return fields;
  }

  /**
   * Asks what the object says it is.
   *
   * @param kind what {@code kind} must say
   * @param major the {@code schemaVersion} that the caller knows; a later minor ({@code 1.3})
   *     passes
   */
  public void expect(String kind, int major) throws MalformedDocumentException {
    String version = require("schemaVersion").text().orElse("");
    if (!version.split("\\.", 2)[0].equals(Integer.toString(major))) {
      throw refuse("schemaVersion", "is " + version + ", only " + major + " is known here");
    }
    if (!text("kind").equals(kind)) {
      throw refuse("kind", "is " + text("kind") + ", not " + kind);
    }
  }

  /** A string. */
  public String text(String key) throws MalformedDocumentException {
    if (require(key) instanceof Node.Scalar s && s.value() instanceof String text) {
      return text;
    }
    throw refuse(key, "is not a string");
  }

  /**
   * A string of some form.
   *
   * @param parser refuses with IllegalArgumentException or DateTimeException
   */
  public <T> T value(String key, Function<String, T> parser) throws MalformedDocumentException {
    try {
      return parser.apply(text(key));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw refuse(key, String.valueOf(e.getMessage()));
    }
  }

  /** As {@link #value}, or nothing where the key is absent or null. */
  public <T> Optional<T> optional(String key, Function<String, T> parser)
      throws MalformedDocumentException {
    return node.get(key).isEmpty() ? Optional.empty() : Optional.of(value(key, parser));
  }

  /** An integer from {@code min} to {@code max}. */
  public long integer(String key, long min, long max) throws MalformedDocumentException {
    long value =
        require(key).integer().orElseThrow(() -> refuse(key, "is not an integer of 64 bits"));
    if (value >= min && value <= max) {
      return value;
    }
    throw refuse(key, "lies outside " + min + ".." + max);
  }

  /** A number, exactly as its digits say. */
  public BigDecimal decimal(String key) throws MalformedDocumentException {
    if (require(key) instanceof Node.Scalar s) {
      if (s.value() instanceof Long number) {
        return BigDecimal.valueOf(number);
      }
      if (s.value() instanceof BigDecimal number) {
        return number;
      }
    }
    throw refuse(key, "is not a number");
  }

  /** A nested object. */
  public Fields object(String key) throws MalformedDocumentException {
    return of(require(key));
  }

  /** An array of objects. */
  public List<Fields> objects(String key) throws MalformedDocumentException {
    if (!(require(key) instanceof Node.Sequence sequence)) {
      throw refuse(key, "is not an array");
    }
    List<Fields> all = new ArrayList<>();
    for (Node element : sequence.elements()) {
      all.add(of(element));
    }
    return all;
  }

  /** An object whose keys are names and whose values are objects, in the order written. */
  public Map<String, Fields> named(String key) throws MalformedDocumentException {
    Map<String, Fields> all = new LinkedHashMap<>();
    for (Map.Entry<String, Node> entry : object(key).node.entries().entrySet()) {
      all.put(entry.getKey(), of(entry.getValue()));
    }
    return all;
  }

  /** The object itself, for the bytes that a signature covers. */
  public Node node() {
    return node;
  }

  /** What to throw when the value of a key is wrong in a way that only the caller can see. */
  public MalformedDocumentException refuse(String key, String message) {
    SourcePosition at = node.get(key).map(Node::position).orElse(node.position());
    return new MalformedDocumentException(at, "'" + key + "' " + message);
  }

  private Node require(String key) throws MalformedDocumentException {
    return node.get(key).orElseThrow(() -> refuse(key, "is missing"));
  }
}
