package dev.updatecenter.capability.blobstore;

/** How long a cache between the store and a device may answer from its copy. */
public enum CachePolicy {
  /** Content and numbered metadata: never written twice, kept for a year. */
  IMMUTABLE("public, max-age=31536000, immutable"),
  /** {@code timestamp.json}, the one name whose content changes what devices get. */
  TIMESTAMP("public, max-age=30"),
  /** Public, unsigned hints, confirmed by signed metadata: five minutes. */
  HINT("public, max-age=300"),
  /** Reports, audit, archive: no cache may keep them. */
  MUTABLE_PRIVATE("private, no-store");

  private final String headerValue;

  CachePolicy(String headerValue) {
    this.headerValue = headerValue;
  }

  /** The value of {@code Cache-Control} (RFC 9111 5.2.2, RFC 8246). */
  public String headerValue() {
    return headerValue;
  }
}
