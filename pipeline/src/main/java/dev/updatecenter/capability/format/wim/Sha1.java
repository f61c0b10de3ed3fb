package dev.updatecenter.capability.format.wim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-1 digest, by which an image names its resources. It tells damage, not malice: whoever
 * vouches for a package does so by SHA-256.
 *
 * @param hex forty lower-case digits
 */
record Sha1(String hex) {
  /** Bytes of a digest. */
  static final int LENGTH = 20;

  /** All zeros: no resource. */
  static final Sha1 NONE = new Sha1("0".repeat(2 * LENGTH));

  static Sha1 of(byte[] raw) {
    return new Sha1(HexFormat.of().formatHex(raw));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  boolean isNone() {
    return equals(NONE);
  }
}
