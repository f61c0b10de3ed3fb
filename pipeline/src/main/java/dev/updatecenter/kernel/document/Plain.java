package dev.updatecenter.kernel.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How values of an untrusted document are shown in a message: short, without control characters.
 */
final class Plain {
  private static final int LONGEST = 80;

  private Plain() {}

  static String shown(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        // Controls and marks of direction could change what a terminal shows of the rest.
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(out::appendCodePoint);
    return text.codePointCount(0, text.length()) > LONGEST ? out + "…" : out.toString();
  }

  /** What a node is, in words: {@code the number 5}, {@code a list}. */
  static String kind(Node node) {
    if (node instanceof Node.Mapping) {
      return "a mapping";
    }
    return node instanceof Node.Scalar scalar ? kind(scalar.value()) : "a list";
  }

  /** What a schema's type is called. */
  static String type(String type) {
    return switch (type) {
      case "object" -> "a mapping";
      case "array" -> "a list";
      case "string" -> "text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      default -> type;
    };
  }

  private static String kind(@Nullable Object value) {
    if (value == null) {
      return "empty";
    }
    if (value instanceof String text) {
      return "the text '" + shown(text) + "'";
    }
    return value instanceof Boolean
        ? "the value " + value
        : "the number " + (value instanceof BigDecimal d ? d.toPlainString() : value);
  }
}
