package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.document.Node;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Typed values of a mapping that the schema has already let pass.
 *
 * @param node the mapping
 */
public record Values(Node node) {
  /** The text under a key. */
  public Optional<String> text(String key) {
    return node.text(key);
  }

  /**
   * A value, or nothing where the key is absent.
   *
   * @param parse refuses with IllegalArgumentException or DateTimeException
   */
  public <T> Optional<T> optional(String key, Function<String, T> parse) throws BadValueException {
    Optional<Node> value = node.get(key);
    return value.isEmpty() ? Optional.empty() : Optional.of(convert(value.get(), parse));
  }

  /** As {@link #optional}, of a key that the schema requires. */
  public <T> T required(String key, Function<String, T> parse) throws BadValueException {
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
