package dev.updatecenter.kernel.document;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * OLPC canonical JSON: the bytes that signatures of TUF metadata, plans and reports cover.
 *
 * <p>Keys sorted by code point, no white space, in strings only {@code "} and {@code \} escaped, no
 * fractions. Takes maps with string keys, lists, strings, integers, booleans and null.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * Writes a plain value as canonical UTF-8.
   *
   * @throws IllegalArgumentException for a fraction, half of a surrogate pair or any type that
   *     canonical JSON does not have
   */
  public static byte[] bytes(@Nullable Object plain) {
    StringBuilder out = new StringBuilder(1024);
    write(plain, out);
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(out));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      // Replaced by '?', two different texts would share their canonical form and signature.
      throw new IllegalArgumentException("canonical JSON has no half of a surrogate pair", e);
    }
  }

  /** Writes a parsed node as canonical UTF-8. */
  public static byte[] bytes(Node node) {
    return bytes(node.toPlain());
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      writeMap(map, out);
    } else if (value instanceof List<?> list) {
      String separator = "[";
      for (Object element : list) {
        out.append(separator);
        write(element, out);
        separator = ",";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof String text) {
      writeString(text, out);
    } else if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof BigInteger) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("canonical JSON has no " + value.getClass().getName());
    }
  }

  private static void writeMap(Map<?, ?> map, StringBuilder out) {
    // UTF-16 order differs from code point order beyond the BMP.
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>(CanonicalJson::compareCodePoints);
    map.forEach((key, value) -> sorted.put((String) key, value));
    String separator = "{";
    for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
      out.append(separator);
      writeString(entry.getKey(), out);
      out.append(':');
      write(entry.getValue(), out);
      separator = ",";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void writeString(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }

  private static int compareCodePoints(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    return Arrays.compare(left, right);
  }
}
