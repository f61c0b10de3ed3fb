package dev.updatecenter.kernel.document;

import dev.updatecenter.kernel.core.SourcePosition;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads what people write: YAML 1.1 in UTF-8 of at most 1 MiB, without anchors, custom tags or
 * duplicate keys. JSON is YAML enough to be read too.
 */
public final class Yaml {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 32;
  private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,15}\\.[0-9]{1,15}");

  // YAML 1.1 type repository, as far as JSON has such values.
  private static final Set<Tag> TAGS =
      Set.of(
          Tag.MAP,
          Tag.SEQ,
          Tag.STR,
          Tag.NULL,
          Tag.BOOL,
          Tag.INT,
          Tag.FLOAT,
          Tag.TIMESTAMP,
          Tag.MERGE);

  private Yaml() {}

  /**
   * Parses one document.
   *
   * @param file its name in messages
   */
  public static Node read(byte[] content, String file) throws MalformedDocumentException {
    if (content.length > MAX_BYTES) {
      throw new MalformedDocumentException(
          SourcePosition.of(file), "larger than 1 MiB, which no such document is");
    }
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(0);
    options.setAllowDuplicateKeys(false);
    String text = Utf8.decode(content, file);
    try {
      org.yaml.snakeyaml.nodes.Node root =
          new org.yaml.snakeyaml.Yaml(options).compose(new StringReader(text));
      if (root == null) {
        throw new MalformedDocumentException(SourcePosition.of(file), "the document is empty");
      }
      return convert(root, file, 0);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      SourcePosition at = mark == null ? SourcePosition.of(file) : position(mark, file);
      throw new MalformedDocumentException(at, "not valid YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new MalformedDocumentException(
          SourcePosition.of(file), "not valid YAML: " + e.getMessage());
    }
  }

  private static Node convert(org.yaml.snakeyaml.nodes.Node node, String file, int depth)
      throws MalformedDocumentException {
    SourcePosition at = position(node.getStartMark(), file);
    if (depth > MAX_DEPTH || node.getAnchor() != null) {
      throw new MalformedDocumentException(at, "anchors and deep nesting are not read here");
    }
    requireOwnTag(node, at);
    if (node instanceof MappingNode mapping) {
      return mapping(mapping, file, depth, at);
    }
    if (node instanceof SequenceNode sequence) {
      List<Node> elements = new ArrayList<>();
      for (org.yaml.snakeyaml.nodes.Node element : sequence.getValue()) {
        elements.add(convert(element, file, depth + 1));
      }
      return new Node.Sequence(elements, at);
    }
    if (node instanceof ScalarNode scalar) {
      return new Node.Scalar(value(scalar), at);
    }
    throw new MalformedDocumentException(at, "not a mapping, a sequence or a scalar");
  }

  private static Node mapping(MappingNode mapping, String file, int depth, SourcePosition at)
      throws MalformedDocumentException {
    Map<String, Node> entries = new LinkedHashMap<>();
    Map<String, SourcePosition> keys = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      SourcePosition keyAt = position(tuple.getKeyNode().getStartMark(), file);
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new MalformedDocumentException(keyAt, "a key is a plain word");
      }
      requireOwnTag(key, keyAt);
      if (keys.put(key.getValue(), keyAt) != null) {
        throw new MalformedDocumentException(keyAt, "'" + key.getValue() + "' stands here twice");
      }
      entries.put(key.getValue(), convert(tuple.getValueNode(), file, depth + 1));
    }
    return new Node.Mapping(entries, keys, at);
  }

  private static void requireOwnTag(org.yaml.snakeyaml.nodes.Node node, SourcePosition at)
      throws MalformedDocumentException {
    if (!TAGS.contains(node.getTag())) {
      throw new MalformedDocumentException(at, "the tag " + node.getTag() + " is not read here");
    }
  }

  /** Plain scalars become numbers, booleans and null by JSON's spelling; all else stays text. */
  private static @Nullable Object value(ScalarNode scalar) {
    String text = scalar.getValue();
    if (!scalar.isPlain()) {
      return text;
    }
    return switch (text) {
      case "", "~", "null" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> number(text);
    };
  }

  private static Object number(String text) {
    if (INTEGER.matcher(text).matches()) {
      return new BigInteger(text).longValueExact();
    }
    return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
  }

  private static SourcePosition position(Mark mark, String file) {
    return new SourcePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
