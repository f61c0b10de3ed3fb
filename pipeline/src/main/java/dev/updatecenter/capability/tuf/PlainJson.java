package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.document.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain JSON values that nobody can change any more: what a caller may hang on a target. */
final class PlainJson {
  private PlainJson() {}

  static Map<String, @Nullable Object> object(Node.Mapping node) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    node.entries().forEach((name, value) -> plain.put(name, freeze(value.toPlain())));
    return Collections.unmodifiableMap(plain);
  }

  static Map<String, @Nullable Object> object(Map<String, ? extends @Nullable Object> values) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    values.forEach((name, value) -> copy.put(name, freeze(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object freeze(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, inner) -> copy.put((String) name, freeze(inner)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(freeze(element)));
      return Collections.unmodifiableList(copy);
    }
    // A number reads back as a long whatever it was written from, and must compare equal.
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }
}
