package dev.updatecenter.capability.blobstore.http;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/**
 * An answer whose content has not been read. To be closed.
 *
 * @param uri what was asked
 */
record Answer(URI uri, int status, HttpHeaders headers, InputStream content) {
  /** RFC 9110 15.5.9, 15.6, RFC 6585 4: states that may pass. */
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  static Answer of(HttpResponse<InputStream> response) {
    return new Answer(response.uri(), response.statusCode(), response.headers(), response.body());
  }

  boolean mayPass() {
    return PASSING.contains(status) || status > 504;
  }

  /** Where the edge points to; empty when it does not. */
  Optional<String> redirect() {
    return REDIRECTS.contains(status) ? headers.firstValue("Location") : Optional.empty();
  }

  /** RFC 9110 14.4: the first byte of a partial answer, {@code bytes 5-9/10}; -1 if untold. */
  long firstByte() {
    return headers
        .firstValue("Content-Range")
        .filter(range -> range.matches("bytes [0-9]{1,18}-[0-9]{1,18}/.{1,20}"))
        .map(range -> Long.parseLong(range.substring(6, range.indexOf('-'))))
        .orElse(-1L);
  }
}
