package dev.updatecenter.kernel.document;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Checks a document against one of the program's schemas and tells what is wrong in plain words, at
 * the line where it is wrong.
 */
public final class SchemaCheck {
  /** A key that the schema does not know. */
  private static final String UNKNOWN_KEY = "UC1002";

  /** Every other breach of a schema. */
  private static final String BREACH = "UC1003";

  private static final Comparator<Finding> READING_ORDER =
      Comparator.comparingInt(Finding::line)
          .thenComparingInt(Finding::column)
          .thenComparing(Finding::message);

  private SchemaCheck() {}

  /**
   * Finds every breach of a schema, in reading order.
   *
   * @param schemaName as in {@link Schemas#names()}
   * @param document YAML or JSON, as read
   * @return errors UC1002 (unknown key) and UC1003 (anything else); empty for a valid document
   * @throws IllegalArgumentException for a name that is no schema
   */
  public static List<Finding> check(String schemaName, Node document) {
    JsonNode plain = Json.mapper().valueToTree(document.toPlain());
    List<Error> errors = Schemas.schema(schemaName).validate(plain);
    return errors.stream()
        .filter(error -> !isOtherThanNull(error, errors))
        .map(error -> finding(error, document))
        .distinct()
        .sorted(READING_ORDER)
        .toList();
  }

  /** Of a value that may be null and is not, the other form says what is wrong with it. */
  private static boolean isOtherThanNull(Error error, List<Error> all) {
    return wantsNull(error)
        && all.stream()
            .filter(other -> other.getInstanceLocation().equals(error.getInstanceLocation()))
            .anyMatch(other -> !wantsNull(other));
  }

  private static boolean wantsNull(Error error) {
    return error.getKeyword().equals("type") && error.getSchemaNode().asString("").equals("null");
  }

  private static Finding finding(Error error, Node document) {
    Node node = follow(document, error.getInstanceLocation());
    String path = path(error.getInstanceLocation());
    return error.getKeyword().equals("additionalProperties")
        ? unknownKey(error, node, path)
        : breach(error, node, path);
  }

  private static Finding unknownKey(Error error, Node node, String path) {
    String key = Objects.requireNonNull(error.getProperty());
    List<String> known = List.copyOf(SchemaRule.of(error).siblings("properties").propertyNames());
    Optional<String> nearest = NearestWord.to(key, known);
    String subject = path.isEmpty() ? key : path + "." + key;
    return Finding.error(
            UNKNOWN_KEY,
            Plain.shown(subject),
            "unknown key '"
                + Plain.shown(key)
                + "'"
                + (path.isEmpty() ? "" : " in " + Plain.shown(path))
                + nearest.map(n -> "; did you mean '" + n + "'?").orElse(""))
        .at(keyPosition(node, key))
        .because("Nobody reads it, so what it was meant to say would be ignored.")
        .fixedBy(
            nearest
                .map(n -> "Write '" + n + "', or remove the key.")
                .orElse("Remove it, or use one of: " + String.join(", ", known) + "."));
  }

  private static Finding breach(Error error, Node node, String path) {
    BreachSentence sentence = BreachSentence.of(error, node, path);
    return Finding.error(
            BREACH, path.isEmpty() ? "document" : Plain.shown(path), sentence.message())
        .at(node.position())
        .because(sentence.why())
        .fixedBy(sentence.fix());
  }

  private static SourcePosition keyPosition(Node node, String key) {
    return node instanceof Node.Mapping mapping
        ? mapping.keys().getOrDefault(key, mapping.position())
        : node.position();
  }

  /** The node at an instance location, or the last one on the way there. */
  private static Node follow(Node document, NodePath location) {
    Node node = document;
    for (int i = 0; i < location.getNameCount(); i++) {
      Node next =
          location.getElement(i) instanceof Integer index && index < node.elements().size()
              ? node.elements().get(index)
              : node.entries().get(location.getName(i));
      if (next == null) {
        return node;
      }
      node = next;
    }
    return node;
  }

  /** {@code rings[1].gate.soak}; empty for the document itself. */
  private static String path(NodePath location) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      if (location.getElement(i) instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(location.getName(i));
      }
    }
    return path.toString();
  }
}
