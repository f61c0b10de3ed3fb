package dev.updatecenter.app.api;

import java.util.List;

/** The names of the schemas that there are. */
public record SchemasJson(int schemaVersion, List<String> schemas) {
  /** Copies. */
  public SchemasJson {
    schemas = List.copyOf(schemas);
  }
}
