package dev.updatecenter.app.wiring;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Node;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of one configuration, the environment first. Keys are named twice: by their {@code
 * UPDATECENTER_…} variable, without that prefix, and by their path in the document. A relative path
 * is relative to the file that it stands in, of a variable to the working folder.
 */
final class SettingsSource {
  private static final String PREFIX = "UPDATECENTER_";

  private final Map<String, String> environment;
  private final Optional<Document> document;

  /**
   * @param document updatecenter.yaml, found valid by its schema; empty where there is none
   */
  SettingsSource(Map<String, String> environment, Optional<Document> document) {
    this.environment = Map.copyOf(environment);
    this.document = document;
  }

  /**
   * A configuration file.
   *
   * @param content what it says
   * @param folder what paths in it are relative to
   */
  record Document(Node content, Path folder) {}

  /** A text and the folder that a path in it is relative to. */
  record Value(String text, Path folder) {
    /** What stands in a variable. */
    static Value ofVariable(String text) {
      return new Value(text, Path.of(""));
    }

    Path path() {
      return folder.resolve(text).toAbsolutePath().normalize();
    }
  }

  /** A variable that is set and not blank. */
  static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(PREFIX + name)).filter(v -> !v.isBlank());
  }

  Optional<String> variable(String name) {
    return variable(environment, name);
  }

  /** A variable of others, by its whole name. */
  Optional<String> plainVariable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank());
  }

  /** The variables whose names begin so, by the rest of their names. */
  Map<String, Value> variables(String beginning) {
    String prefix = PREFIX + beginning;
    return environment.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix) && !e.getValue().isBlank())
        .collect(
            Collectors.toMap(
                e -> e.getKey().substring(prefix.length()),
                e -> new Value(e.getValue(), Path.of(""))));
  }

  /** What stands in the document, whatever its form; variables are not looked at. */
  Optional<Node> node(String... path) {
    return document.flatMap(d -> d.content().at(path));
  }

  /** A path that stands in the document. */
  Path path(Node named) {
    Path folder = document.map(Document::folder).orElse(Path.of(""));
    return new Value(named.text().orElse(""), folder).path();
  }

  Optional<Value> text(String variable, String... path) {
    return variable(variable)
        .map(text -> new Value(text, Path.of("")))
        .or(() -> document.flatMap(d -> d.content().at(path).map(n -> value(d, n, path))));
  }

  /** What is neither text nor absent is known to the schema, and not to this program yet. */
  private static Value value(Document document, Node node, String... path) {
    String text =
        node.text()
            .orElseThrow(() -> planned("a list in " + String.join(".", path), node.position()));
    return new Value(text, document.folder());
  }

  /** A list; in a variable its items are separated by spaces or commas. */
  List<Value> list(String variable, String... path) {
    Optional<String> given = variable(variable);
    if (given.isPresent()) {
      return Stream.of(given.get().strip().split("[\\s,]+"))
          .map(text -> new Value(text, Path.of("")))
          .toList();
    }
    return document.stream()
        .flatMap(
            d ->
                d.content().at(path).stream()
                    .flatMap(n -> n.elements().stream())
                    .flatMap(n -> n.text().stream())
                    .map(text -> new Value(text, d.folder())))
        .toList();
  }

  /** A text, the texts of a list, or those of the list {@code keys} of a mapping. */
  List<Value> values(String... path) {
    Path folder = document.map(Document::folder).orElse(Path.of(""));
    return node(path).stream()
        .flatMap(n -> texts(n.get("keys").orElse(n)))
        .map(text -> new Value(text, folder))
        .toList();
  }

  private static Stream<String> texts(Node node) {
    return Stream.concat(
        node.text().stream(), node.elements().stream().flatMap(n -> n.text().stream()));
  }

  /** The number {@code threshold} of a mapping. */
  Optional<Integer> threshold(String... path) {
    return node(path).flatMap(n -> n.get("threshold")).flatMap(Node::integer).map(Long::intValue);
  }

  /** A path that stands in the document, in a form of its own. */
  Path path(String text) {
    return new Value(text, document.map(Document::folder).orElse(Path.of(""))).path();
  }

  Optional<Path> path(String variable, String... path) {
    return text(variable, path).map(Value::path);
  }

  List<Path> paths(String variable, String... path) {
    return list(variable, path).stream().map(Value::path).toList();
  }

  Optional<URI> address(String variable, String... path) {
    return text(variable, path).map(v -> uri(v.text(), String.join(".", path)));
  }

  List<URI> addresses(String variable, String... path) {
    return list(variable, path).stream().map(v -> uri(v.text(), String.join(".", path))).toList();
  }

  /** Where blobs lie. */
  Optional<StoreAddress> store(String variable, String key) {
    return text(variable, key).map(value -> StoreAddress.parse(value, key));
  }

  /** What a {@code file:} address names. */
  Optional<Path> file(String variable, String... path) {
    return text(variable, path).map(value -> file(value, String.join(".", path)));
  }

  /**
   * Texts by name: a mapping in the document; in a variable {@code NAME=text}, separated by blanks.
   */
  Map<String, Value> named(String variable, String... path) {
    Map<String, Value> named = new TreeMap<>();
    Optional<String> given = variable(variable);
    for (String item : given.map(g -> g.strip().split("\\s+")).orElse(new String[0])) {
      String[] parts = item.split("=", 2);
      if (parts.length != 2 || parts[0].isEmpty()) {
        throw noAddress(String.join(".", path));
      }
      named.put(parts[0], new Value(parts[1], Path.of("")));
    }
    if (given.isEmpty()) {
      Map<String, Node> written = node(path).map(Node::entries).orElse(Map.of());
      document.ifPresent(d -> written.forEach((name, n) -> named.put(name, value(d, n, path))));
    }
    return named;
  }

  /** What a {@code file:} address of a value names. */
  static Path file(Value value, String key) {
    URI uri = uri(value.text(), key);
    if (uri.getScheme() == null) {
      throw noAddress(key);
    }
    if (!uri.getScheme().equals("file")) {
      throw planned(key + ": " + uri.getScheme() + ":", "configuration");
    }
    String path = uri.isOpaque() ? uri.getSchemeSpecificPart() : uri.getPath();
    return new Value(path, value.folder()).path();
  }

  /** The value is not told: an address may carry a password or a token. */
  static URI uri(String text, String key) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw noAddress(key);
    }
  }

  static UpdateCenterException noAddress(String key) {
    return noAddress(key, "a folder or a file is written as file:path, a server as https://name");
  }

  static UpdateCenterException noAddress(String key, String form) {
    return UpdateCenterException.error(
            "UC1028", ExitCode.USAGE, "the value of '" + key + "' is no address")
        .where(key)
        .why(form)
        .fix("write it so, in updatecenter.yaml or in its UPDATECENTER_ variable")
        .state("nothing was changed")
        .build();
  }

  static UpdateCenterException refused(Finding finding) {
    return UpdateCenterException.error(finding.code(), ExitCode.USAGE, finding.message())
        .where(finding.where())
        .why(finding.why())
        .fix(finding.fix())
        .state("nothing was changed")
        .build();
  }

  static UpdateCenterException planned(String what, Object where) {
    return UpdateCenterException.error("UC1006", ExitCode.USAGE, "'" + what + "' is planned")
        .where(where)
        .why("this version of the program does not act on it yet, and will not ignore it")
        .fix("remove it")
        .state("nothing was changed")
        .build();
  }
}
