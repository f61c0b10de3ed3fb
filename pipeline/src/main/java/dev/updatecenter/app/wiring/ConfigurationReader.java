package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.kernel.document.Yaml;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads updatecenter.yaml; {@code UPDATECENTER_…} variables win over it. */
public final class ConfigurationReader {
  /** Keys that the schema knows and this version of the program does not act on. */
  private static final List<String> PLANNED = List.of("database", "retention", "notify");

  private final Map<String, String> environment;

  /** Reads under an environment. */
  public ConfigurationReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Finds and reads the configuration: the file given, else {@code UPDATECENTER_CONFIG}, else
   * updatecenter.yaml of the home, else that of the working folder, else none.
   *
   * @throws UpdateCenterException exit 2 when the file is missing or not a configuration
   */
  public Configuration read(Optional<Path> given, Home home) {
    Optional<Path> named = given.or(() -> variable("CONFIG").map(Path::of));
    Optional<Path> file =
        named.or(
            () ->
                List.of(home.folder().resolve("updatecenter.yaml"), Path.of("updatecenter.yaml"))
                    .stream()
                    .filter(Files::isRegularFile)
                    .findFirst());
    Optional<Source> source = file.map(this::source);
    for (String key : PLANNED) {
      if (variable(key.toUpperCase(Locale.ROOT)).isPresent()) {
        throw planned(key, "UPDATECENTER_" + key.toUpperCase(Locale.ROOT));
      }
    }
    Reading reading = new Reading(source);
    return new Configuration(
        reading.folder("STORE", "store"),
        reading.text("PUBLIC_URL", "publicUrl").map(v -> uri(v.text(), "publicUrl")),
        reading.folder("REPORTS", "reports"),
        reading.key("KEYS_RELEASE", "keys", "release"),
        reading.text("KEYS_PASSWORD_FILE", "keys", "passwordFile").map(Value::path),
        reading.list("TIMESTAMP_AUTHORITIES", "timestampAuthorities").stream()
            .map(v -> uri(v.text(), "timestampAuthorities"))
            .toList(),
        reading.paths("TRUST_CODE_SIGNING", "trust", "codeSigning"),
        reading.paths("TRUST_TIMESTAMPING", "trust", "timestamping"),
        reading.paths("TRUST_CRLS", "trust", "crls"),
        limits(source));
  }

  private CabinetLimits limits(Optional<Source> source) {
    return new CabinetLimitsReader(
            source.map(Source::document),
            name -> Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank()),
            findings -> {
              throw refused(findings.get(0));
            })
        .read();
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get("UPDATECENTER_" + name)).filter(v -> !v.isBlank());
  }

  private Source source(Path file) {
    try {
      Node document = Yaml.read(Files.readAllBytes(file), file.toString());
      List<Finding> findings = SchemaCheck.check("configuration", document);
      if (!findings.isEmpty()) {
        throw refused(findings.get(0));
      }
      for (String key : PLANNED) {
        if (document.get(key).isPresent()) {
          throw planned(key, document.get(key).get().position());
        }
      }
      Path absolute = file.toAbsolutePath().normalize();
      return new Source(document, absolute.resolveSibling("."));
    } catch (MalformedDocumentException e) {
      throw refused(e.finding());
    } catch (IOException e) {
      throw UpdateCenterException.error(
              "UC1005", ExitCode.USAGE, "the configuration cannot be read")
          .where(file)
          .why(String.valueOf(e))
          .fix("name an updatecenter.yaml with --config, or leave --config out")
          .state("nothing was changed")
          .cause(e)
          .build();
    }
  }

  private static UpdateCenterException refused(Finding finding) {
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

  /** The value is not told: an address may carry a password or a token. */
  private static URI uri(String text, String key) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw noAddress(key);
    }
  }

  private static UpdateCenterException noAddress(String key) {
    return UpdateCenterException.error(
            "UC1028", ExitCode.USAGE, "the value of '" + key + "' is no address")
        .where(key)
        .why("a folder or a file is written as file:path, a server as https://name")
        .fix("write it so, in updatecenter.yaml or in its UPDATECENTER_ variable")
        .state("nothing was changed")
        .build();
  }

  private record Source(Node document, Path folder) {}

  /**
   * A text and the folder that a path in it is relative to: the file's for what stands in a file,
   * the working folder for a variable.
   */
  private record Value(String text, Path folder) {
    Path path() {
      return folder.resolve(text).toAbsolutePath().normalize();
    }
  }

  /** The values of one configuration, the environment first. */
  private final class Reading {
    private final Optional<Source> source;

    Reading(Optional<Source> source) {
      this.source = source;
    }

    Optional<Value> text(String variable, String... path) {
      return variable(variable)
          .map(text -> new Value(text, Path.of("")))
          .or(() -> source.flatMap(s -> s.document().at(path).map(n -> value(s, n, path))));
    }

    /** What is neither text nor absent is known to the schema, and not to this program yet. */
    private Value value(Source source, Node node, String... path) {
      String text =
          node.text()
              .orElseThrow(() -> planned("a list in " + String.join(".", path), node.position()));
      return new Value(text, source.folder());
    }

    List<Value> list(String variable, String... path) {
      Optional<String> given = variable(variable);
      if (given.isPresent()) {
        return Stream.of(given.get().strip().split("[\\s,]+"))
            .map(text -> new Value(text, Path.of("")))
            .toList();
      }
      return source.stream()
          .flatMap(
              s ->
                  s.document().at(path).stream()
                      .flatMap(n -> n.elements().stream())
                      .flatMap(n -> n.text().stream())
                      .map(text -> new Value(text, s.folder())))
          .toList();
    }

    List<Path> paths(String variable, String... path) {
      return list(variable, path).stream().map(Value::path).toList();
    }

    /** A folder of this machine; other stores are planned. */
    Optional<Path> folder(String variable, String key) {
      return text(variable, key).map(value -> file(value, key));
    }

    Optional<Path> key(String variable, String... path) {
      return text(variable, path).map(value -> file(value, String.join(".", path)));
    }

    private Path file(Value value, String key) {
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
  }
}
