package dev.updatecenter.capability.authenticode;

import java.net.URI;

/**
 * An RFC 3161 authority.
 *
 * @param uri where requests go, {@code http} or {@code https}: tokens are signed, so either will do
 */
public record TimestampAuthority(URI uri) {
  /** Refuses another scheme. */
  public TimestampAuthority {
    String scheme = uri.getScheme();
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException("a timestamp authority has an http(s) address: " + uri);
    }
  }
}
