package dev.updatecenter.kernel.document;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.path.NodePath;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The part of a schema that a document broke.
 *
 * @param schema the object that holds the broken keyword
 */
record SchemaRule(JsonNode schema) {
  static SchemaRule of(Error error) {
    SchemaLocation broken = error.getSchemaLocation();
    JsonNode node = Schemas.at(new SchemaLocation(broken.getAbsoluteIri())).getSchemaNode();
    NodePath keyword = broken.getFragment();
    for (int i = 0; i < keyword.getNameCount() - 1; i++) {
      node =
          keyword.getElement(i) instanceof Integer index
              ? node.path(index)
              : node.path(keyword.getName(i));
    }
    return new SchemaRule(node);
  }

  /** Another keyword of the same object; a missing node where it has none. */
  JsonNode siblings(String keyword) {
    return schema.path(keyword);
  }

  /** What a value here is called, such as "a four-part version, such as 10.0.2.0". */
  Optional<String> title() {
    return schema.path("title").stringValueOpt();
  }

  /** What a value here is for. */
  Optional<String> description() {
    return schema.path("description").stringValueOpt();
  }

  /**
   * Whether a value here may be, or hold, a secret: it is taken in and never told again (JSON
   * Schema validation 2020-12, 9.4 writeOnly).
   */
  boolean keptSecret() {
    return schema.path("writeOnly").asBoolean(false);
  }

  /** What a property of the object is for. */
  String descriptionOf(String property) {
    return schema.path("properties").path(property).path("description").stringValue("");
  }
}
