package dev.updatecenter.kernel.document;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The program's own JSON Schemas (2020-12), from the class path and never from a network. */
public final class Schemas {
  /** What every {@code $id} begins with; nothing has to answer there. */
  static final String ID = "https://updatecenter.dev/schemas/";

  private static final String SUFFIX = ".schema.json";
  private static final String COMMON = "common";
  private static final List<String> NAMES =
      List.of(
          "advance-result",
          "approval",
          "approval-result",
          "audit-record",
          "audit-result",
          "build-result",
          "sign-result",
          "signed-act",
          "ceremony",
          "ceremony-result",
          "code-list",
          "configuration",
          "control-result",
          "demo-result",
          "device",
          "device-config-result",
          "device-configuration",
          "device-explanation",
          "device-list",
          "device-report-result",
          "error",
          "explanation",
          "failure-list",
          "file-error",
          "finding",
          "flight-result",
          "import-result",
          "ingest-result",
          "inspection",
          "key-expiry",
          "key-list",
          "offer",
          "outlook",
          "packages",
          "plan",
          "policy",
          "product",
          "product-list",
          "publisher-change",
          "publisher-list",
          "refresh-result",
          "registered-product",
          "release",
          "repo-gc-result",
          "repo-verification",
          "report",
          "rollout",
          "rotation-result",
          "scan",
          "schema-list",
          "smbios",
          "status-result",
          "submit-result",
          "subscription",
          "subscription-list",
          "subscription-result",
          "validation-result",
          "verification",
          "version",
          "wait-result",
          "watch-event");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Schemas::byId));

  private Schemas() {}

  /** The names that documents are checked by, sorted. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * A schema as it is written, for a person or an editor; also {@code common}, which the others
   * refer to and no document is checked by. Empty for a name that is none.
   */
  public static Optional<String> text(String name) {
    return NAMES.contains(name) || name.equals(COMMON) ? Optional.of(load(name)) : Optional.empty();
  }

  /**
   * A schema, compiled.
   *
   * @throws IllegalArgumentException for a name that is none
   */
  static Schema schema(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("no schema is named " + name);
    }
    return at(SchemaLocation.of(ID + name + SUFFIX));
  }

  static Schema at(SchemaLocation location) {
    return REGISTRY.getSchema(location);
  }

  /** Null sends the validator to its own meta-schemas; it fetches nothing. */
  private static @Nullable String byId(String id) {
    return id.startsWith(ID) && id.endsWith(SUFFIX)
        ? load(id.substring(ID.length(), id.length() - SUFFIX.length()))
        : null;
  }

  private static String load(String name) {
    try (InputStream in = Schemas.class.getResourceAsStream("/schemas/" + name + SUFFIX)) {
      if (in == null) {
        throw new IllegalStateException("the schema " + name + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
