package dev.updatecenter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The published JSON Schema of SARIF 2.1.0 and, where it is there, the validator of its authors.
 */
public final class SarifJudge {
  private static final String SCHEMA = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
  private static final String VALIDATOR = "@microsoft/sarif-multitool-linux/Sarif.Multitool";

  private final Path schema;

  private SarifJudge(Path schema) {
    this.schema = schema;
  }

  /** Skips the test, visibly, where the schema is missing. */
  public static SarifJudge require() {
    Optional<Path> found = module(SCHEMA);
    if (found.isEmpty()) {
      Programs.missing("@microsoft/jest-sarif (NODE_PATH)");
    }
    return new SarifJudge(found.orElseThrow());
  }

  /** What the schema says against a log. */
  public List<String> breaches(byte[] log) throws IOException {
    Schema published =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
            .getSchema(Files.readString(schema), InputFormat.JSON);
    return published.validate(new String(log, StandardCharsets.UTF_8), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  /**
   * Errors of the validator, with the rules that code scanning services have: empty as well where
   * the validator is not there, because it is large and made for one kind of machine.
   */
  public static List<String> errors(byte[] log, Path folder)
      throws IOException, InterruptedException {
    Optional<Path> validator = module(VALIDATOR);
    if (validator.isEmpty()) {
      System.err.println("SKIPPED: @microsoft/sarif-multitool-linux (NODE_PATH) is not installed");
      return List.of();
    }
    Path file = Files.write(folder.resolve("judged.sarif"), log);
    Programs.Result result =
        Programs.run(
            Programs.require("env"),
            "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1",
            validator.get().toString(),
            "validate",
            file.toString(),
            "--rule-kind",
            "Sarif;Ghas",
            "--level",
            "Error");
    assertThat(result.output()).contains("Analysis completed");
    return result.output().lines().filter(l -> l.contains(": error ")).toList();
  }

  private static Optional<Path> module(String file) {
    String modules = System.getenv().getOrDefault("NODE_PATH", "");
    for (String folder : modules.split(Pattern.quote(File.pathSeparator), -1)) {
      if (!folder.isEmpty() && Files.isRegularFile(Path.of(folder, file))) {
        return Optional.of(Path.of(folder, file));
      }
    }
    return Optional.empty();
  }
}
