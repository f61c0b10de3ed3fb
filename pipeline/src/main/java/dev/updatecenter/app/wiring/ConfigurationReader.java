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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads updatecenter.yaml; {@code UPDATECENTER_…} variables win over it. */
public final class ConfigurationReader {
  /** Keys that the schema knows and this version of the program does not act on. */
  private static final List<String> PLANNED = List.of("database", "notify");

  private final Map<String, String> environment;
  private final SecretPrompt prompt;

  /** Reads under an environment; nobody is asked for a secret. */
  public ConfigurationReader(Map<String, String> environment) {
    this(environment, SecretPrompt.NONE);
  }

  /** The same, with somebody who can be asked. */
  public ConfigurationReader(Map<String, String> environment, SecretPrompt prompt) {
    this.environment = Map.copyOf(environment);
    this.prompt = prompt;
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
    Optional<SettingsSource.Document> document = file.map(this::document);
    for (String key : PLANNED) {
      String name = key.toUpperCase(Locale.ROOT);
      if (variable(name).isPresent()) {
        throw SettingsSource.planned(key, "UPDATECENTER_" + name);
      }
    }
    SettingsSource source = new SettingsSource(environment, document);
    return new Configuration(
        PlaceSettings.read(source),
        AzureSettings.read(source, prompt),
        KeySettings.read(source, prompt),
        SigningSettings.read(source),
        TimestampSettings.read(source),
        TrustSettings.read(source),
        RetentionSettings.read(source),
        limits(document));
  }

  private CabinetLimits limits(Optional<SettingsSource.Document> document) {
    return new CabinetLimitsReader(
            document.map(SettingsSource.Document::content),
            name -> Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank()),
            findings -> {
              throw SettingsSource.refused(findings.get(0));
            })
        .read();
  }

  private Optional<String> variable(String name) {
    return SettingsSource.variable(environment, name);
  }

  private SettingsSource.Document document(Path file) {
    try {
      Node document = Yaml.read(Files.readAllBytes(file), file.toString());
      List<Finding> findings = SchemaCheck.check("configuration", document);
      if (!findings.isEmpty()) {
        throw SettingsSource.refused(findings.get(0));
      }
      for (String key : PLANNED) {
        if (document.get(key).isPresent()) {
          throw SettingsSource.planned(key, document.get(key).get().position());
        }
      }
      Path absolute = file.toAbsolutePath().normalize();
      return new SettingsSource.Document(document, absolute.resolveSibling("."));
    } catch (MalformedDocumentException e) {
      throw SettingsSource.refused(e.finding());
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
}
