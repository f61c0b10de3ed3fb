package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.document.Node;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;

/** Typed values of a mapping that the schema has already let pass. */
record Values(Node node) {
  Optional<String> text(String key) {
    return node.text(key);
  }

  <T> Optional<T> optional(String key, Function<String, T> parse) throws BadValueException {
    Optional<Node> value = node.get(key);
    return value.isEmpty() ? Optional.empty() : Optional.of(convert(value.get(), parse));
  }

  <T> T required(String key, Function<String, T> parse) throws BadValueException {
    return convert(node.get(key).orElseThrow(), parse);
  }

  private static <T> T convert(Node value, Function<String, T> parse) throws BadValueException {
    try {
      return parse.apply(value.text().orElse(""));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new BadValueException(value.position(), String.valueOf(e.getMessage()));
    }
  }
}
