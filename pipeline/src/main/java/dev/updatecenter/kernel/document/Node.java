package dev.updatecenter.kernel.document;

import dev.updatecenter.kernel.core.SourcePosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of a YAML or JSON document. Immutable; every node knows where it stands. */
public sealed interface Node {
  /** Where the node begins. */
  SourcePosition position();

  /** The same content as plain maps, lists, strings, numbers, booleans and null. */
  @Nullable Object toPlain();

  /** The value under a key, if this is a mapping that has it and it is not null. */
  default Optional<Node> get(String key) {
    return Optional.empty();
  }

  /** Follows keys one after the other. */
  default Optional<Node> at(String... path) {
    Optional<Node> node = Optional.of(this);
    for (String key : path) {
      node = node.flatMap(n -> n.get(key));
    }
    return node;
  }

  /** The elements, if this is a sequence; else none. */
  default List<Node> elements() {
    return List.of();
  }

  /** The entries in order, if this is a mapping; else none. */
  default Map<String, Node> entries() {
    return Map.of();
  }

  /** The scalar as text (numbers and booleans as written in JSON), if it is one and not null. */
  default Optional<String> text() {
    return Optional.empty();
  }

  /** The text under a key. */
  default Optional<String> text(String key) {
    return get(key).flatMap(Node::text);
  }

  /** The integer, if it is one that fits a long. */
  default Optional<Long> integer() {
    return Optional.empty();
  }

  /** The integer under a key. */
  default Optional<Long> integer(String key) {
    return get(key).flatMap(Node::integer);
  }

  /** Key to value, in the order written. */
  record Mapping(
      Map<String, Node> entries, Map<String, SourcePosition> keys, SourcePosition position)
      implements Node {
    /** Copies, keeping the order. */
    public Mapping {
      entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
      keys = Map.copyOf(keys);
    }

    @Override
    public Optional<Node> get(String key) {
      Node node = entries.get(key);
      return node instanceof Scalar s && s.value() == null
          ? Optional.empty()
          : Optional.ofNullable(node);
    }

    @Override
    public Object toPlain() {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      entries.forEach((key, value) -> plain.put(key, value.toPlain()));
      return plain;
    }
  }

  /** Nodes in order. */
  record Sequence(List<Node> elements, SourcePosition position) implements Node {
    /** Copies. */
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public Object toPlain() {
      List<@Nullable Object> plain = new ArrayList<>();
      elements.forEach(e -> plain.add(e.toPlain()));
      return plain;
    }
  }

  /**
   * A leaf.
   *
   * @param value String, Long, BigInteger, BigDecimal, Boolean or null
   */
  record Scalar(@Nullable Object value, SourcePosition position) implements Node {
    @Override
    public Optional<String> text() {
      return value == null ? Optional.empty() : Optional.of(value.toString());
    }

    @Override
    public Optional<Long> integer() {
      return value instanceof Long l ? Optional.of(l) : Optional.empty();
    }

    @Override
    public @Nullable Object toPlain() {
      return value;
    }
  }
}
