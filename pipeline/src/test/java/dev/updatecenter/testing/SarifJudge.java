package dev.updatecenter.testing;

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

/** The published JSON Schema of SARIF 2.1.0. */
public final class SarifJudge {
  private static final String SCHEMA = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

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
