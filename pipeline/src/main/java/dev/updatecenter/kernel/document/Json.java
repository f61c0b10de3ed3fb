package dev.updatecenter.kernel.document;

import dev.updatecenter.kernel.core.SourcePosition;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON, read strictly (UTF-8 only, no duplicate keys, no trailing text, bounded nesting) and
 * written stably.
 */
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(64).maxNumberLength(40).build())
          .build();
  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final JsonMapper PRETTY =
      MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /**
   * Parses a document into a tree.
   *
   * @param file its name in messages
   */
  public static Node read(byte[] content, String file) throws MalformedDocumentException {
    // As text: of bytes the parser would guess UTF-16 and UTF-32, too (RFC 8259 8.1: UTF-8 only).
    String text = Utf8.decode(content, file);
    try (JsonParser parser =
        FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
      parser.nextToken();
      Node node = node(parser, file);
      if (parser.nextToken() != null) {
        throw new MalformedDocumentException(position(parser, file), "text after the document");
      }
      return node;
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw new MalformedDocumentException(
          at == null
              ? SourcePosition.of(file)
              : new SourcePosition(file, at.getLineNr(), at.getColumnNr()),
          "not valid JSON: " + e.getOriginalMessage());
    }
  }

  /**
   * Binds a document that machines write to a record: unknown keys are ignored.
   *
   * @param file its name in messages
   */
  public static <T> T bind(byte[] content, Class<T> type, String file)
      throws MalformedDocumentException {
    try {
      T value = MAPPER.readValue(Utf8.decode(content, file), type);
      if (value == null) {
        throw new MalformedDocumentException(SourcePosition.of(file), "the document is null");
      }
      return value;
    } catch (JacksonException e) {
      throw new MalformedDocumentException(
          SourcePosition.of(file), "not the expected JSON: " + e.getOriginalMessage());
    }
  }

  /** Writes records, maps, lists and scalars on one line. */
  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** As {@link #bytes}, as text. */
  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /** Writes records, maps, lists and scalars indented, for people. */
  public static String pretty(Object value) {
    return PRETTY.writeValueAsString(value);
  }

  static JsonMapper mapper() {
    return MAPPER;
  }

  private static Node node(JsonParser parser, String file) throws MalformedDocumentException {
    SourcePosition at = position(parser, file);
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new MalformedDocumentException(at, "the document is empty");
    }
    return switch (token) {
      case START_OBJECT -> mapping(parser, file, at);
      case START_ARRAY -> sequence(parser, file, at);
      case VALUE_STRING -> new Node.Scalar(parser.getString(), at);
      case VALUE_NUMBER_INT -> new Node.Scalar(integer(parser), at);
      case VALUE_NUMBER_FLOAT -> new Node.Scalar(parser.getDecimalValue(), at);
      case VALUE_TRUE -> new Node.Scalar(true, at);
      case VALUE_FALSE -> new Node.Scalar(false, at);
      case VALUE_NULL -> new Node.Scalar(null, at);
      default -> throw new MalformedDocumentException(at, "unexpected " + token);
    };
  }

  private static Node mapping(JsonParser parser, String file, SourcePosition at)
      throws MalformedDocumentException {
    Map<String, Node> entries = new LinkedHashMap<>();
    Map<String, SourcePosition> keys = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      keys.put(key, position(parser, file));
      parser.nextToken();
      entries.put(key, node(parser, file));
    }
    return new Node.Mapping(entries, keys, at);
  }

  private static Node sequence(JsonParser parser, String file, SourcePosition at)
      throws MalformedDocumentException {
    List<Node> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(node(parser, file));
    }
    return new Node.Sequence(elements, at);
  }

  private static Object integer(JsonParser parser) {
    BigInteger value = parser.getBigIntegerValue();
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private static SourcePosition position(JsonParser parser, String file) {
    TokenStreamLocation at = parser.currentTokenLocation();
    return new SourcePosition(file, at.getLineNr(), at.getColumnNr());
  }
}
