package dev.updatecenter.capability.blobstore;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an edge answered. To be closed; what is left of the content is given up then.
 *
 * @param status the HTTP status, such as 200 or 206
 * @param fields header fields, to be found in any case; values of one name joined by a comma (RFC
 *     9110 5.3). Empty where the edge has none, as a folder
 * @param content unread; a fault on the way is an {@link IOException} of the stream
 */
public record EdgeAnswer(int status, Map<String, String> fields, InputStream content)
    implements AutoCloseable {
  /** Copies the fields. */
  public EdgeAnswer {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(fields);
    fields = Collections.unmodifiableMap(copy);
  }

  /** The value of a header field, in whatever case its name is written. */
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name)).map(String::strip);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
