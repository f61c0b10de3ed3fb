package dev.updatecenter.capability.blobstore.http;

import dev.updatecenter.capability.blobstore.BlobName;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** An http or https address that blobs lie below; ends in a {@code /}. */
record HttpBase(URI uri) {
  /**
   * Takes an address, and adds a missing last {@code /}.
   *
   * @throws IllegalArgumentException for another scheme, a query or a fragment
   */
  static HttpBase of(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme)
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("not a plain http or https address: " + uri);
    }
    return new HttpBase(uri.toString().endsWith("/") ? uri : URI.create(uri + "/"));
  }

  /** Where a blob lies: the characters of a name need no escape, no segment begins with a dot. */
  URI of(BlobName name) {
    return URI.create(uri + name.value());
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
