package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.NearestWord;
import dev.updatecenter.kernel.document.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes values out of a product.yaml's nodes, and keeps what is wrong with them as findings. */
final class ProductNodes {
  private final SourcePosition start;
  private final List<Finding> findings = new ArrayList<>();

  ProductNodes(SourcePosition start) {
    this.start = start;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Refuses keys of a mapping that the document's form does not have. */
  void keys(Node node, String path, String... known) {
    if (node instanceof Node.Mapping mapping) {
      mapping.entries().keySet().stream()
          .filter(key -> !Arrays.asList(known).contains(key))
          .forEach(key -> unknown(mapping, path, key, known));
    } else {
      otherKind(node.position(), path.isEmpty() ? "product.yaml" : path, "is not a mapping");
    }
  }

  /** The mapping under a key; an empty one, with a finding, where there is none. */
  Node mapping(Node holder, String key, String... known) {
    Optional<Node> node = holder.get(key);
    if (node.isEmpty()) {
      missing(holder, key);
      return new Node.Mapping(Map.of(), Map.of(), holder.position());
    }
    keys(node.get(), key, known);
    return node.get();
  }

  /** The text under a key, unless it is absent; a finding where it is not text. */
  Optional<Located> text(Node holder, String key) {
    Optional<Node> node = holder.get(key);
    Optional<Located> text =
        node.flatMap(n -> n.text().map(value -> new Located(value, n.position())));
    if (node.isPresent() && text.isEmpty()) {
      otherKind(node.get().position(), key, "is not text");
    }
    return text;
  }

  /** The value under a key that must be there. */
  <T> Optional<T> value(Node holder, String key, Function<String, T> parser) {
    if (holder.get(key).isEmpty()) {
      missing(holder, key);
    }
    return text(holder, key).flatMap(located -> parse(located, key, parser));
  }

  /** The constant under a key that must be there. */
  <T> Optional<T> oneOf(Node holder, String key, Stream<T> values, Function<T, String> name) {
    Map<String, T> byName = values.collect(Collectors.toMap(name, Function.identity()));
    return value(
        holder,
        key,
        text ->
            Optional.ofNullable(byName.get(text))
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "'"
                                + text
                                + "' is none of "
                                + byName.keySet().stream().sorted().toList())));
  }

  /** Refuses another value than the one that the key must have. */
  void constant(Node holder, String key, String wanted) {
    oneOf(holder, key, Stream.of(wanted), Function.identity());
  }

  /** The values of a list; none where the key is absent. */
  <T> List<T> list(Node holder, String key, Function<String, T> parser) {
    Optional<Node> node = holder.get(key);
    if (node.isPresent() && !(node.get() instanceof Node.Sequence)) {
      otherKind(node.get().position(), key, "is not a list");
    }
    List<T> values = new ArrayList<>();
    for (Node element : node.map(Node::elements).orElse(List.of())) {
      Optional<String> text = element.text();
      if (text.isEmpty()) {
        otherKind(element.position(), key, "holds something that is not text");
      }
      text.flatMap(t -> parse(new Located(t, element.position()), key, parser))
          .ifPresent(values::add);
    }
    return values;
  }

  void refuse(String code, SourcePosition at, String subject, String message) {
    findings.add(
        Finding.error(code, subject, message)
            .at(at)
            .because("No device could be recognized, or its updates not chosen, by this document.")
            .fixedBy("See 'explain " + code + "' for the values that are taken."));
  }

  private <T> Optional<T> parse(Located located, String key, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(located.value()));
    } catch (IllegalArgumentException e) {
      refuse("UC2031", located.position(), key, key + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private void missing(Node holder, String key) {
    refuse("UC2030", place(holder), key, key + " is missing");
  }

  private void otherKind(SourcePosition at, String key, String what) {
    refuse("UC2026", at, key, key + " " + what);
  }

  private SourcePosition place(Node holder) {
    return holder.position().line() == 0 ? start : holder.position();
  }

  private void unknown(Node.Mapping mapping, String path, String key, String... known) {
    SourcePosition at = mapping.keys().getOrDefault(key, mapping.position());
    String where = path.isEmpty() ? key : path + "." + key;
    String meant =
        NearestWord.to(key, List.of(known)).map(k -> "; did you mean '" + k + "'?").orElse("");
    findings.add(
        Finding.error("UC2034", where, "'" + where + "' is not a key of product.yaml" + meant)
            .at(at)
            .because("A misspelled key would be passed over in silence.")
            .fixedBy("Known here: " + String.join(", ", known)));
  }
}
