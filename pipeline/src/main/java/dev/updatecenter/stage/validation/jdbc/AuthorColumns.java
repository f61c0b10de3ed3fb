package dev.updatecenter.stage.validation.jdbc;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.stage.validation.approval.Author;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sets of names and keys as JSON lists, sorted. */
final class AuthorColumns {
  private AuthorColumns() {}

  static String names(Set<String> names) {
    return Json.text(names.stream().sorted().toList());
  }

  static String keys(Author author) {
    return Json.text(author.keys().stream().sorted().map(ContentDigest::hex).toList());
  }

  static Author read(String names, String keys) throws SQLException {
    return new Author(
        texts(names), texts(keys).stream().map(ContentDigest::ofHex).collect(Collectors.toSet()));
  }

  static Set<String> texts(String json) throws SQLException {
    try {
      List<Node> texts =
          Json.read(json.getBytes(StandardCharsets.UTF_8), "a list of texts").elements();
      return texts.stream().flatMap(n -> n.text().stream()).collect(Collectors.toSet());
    } catch (MalformedDocumentException e) {
      throw new SQLException("not a list of texts: " + json, e);
    }
  }
}
