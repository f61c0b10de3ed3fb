package dev.updatecenter.kernel.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/** A SHA-256 digest of some content: what the pipeline names content by. */
public final class ContentDigest implements Comparable<ContentDigest> {
  /** Length of the digest in bytes. */
  public static final int LENGTH = 32;

  // A read of a kilobyte, as DigestUtils does it, costs as much as hashing one.
  private static final int BLOCK = 128 * 1024;

  private final byte[] bytes;

  private ContentDigest(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The digest that {@code digest} has gathered so far; resets it. */
  public static ContentDigest from(MessageDigest digest) {
    return ofRaw(digest.digest());
  }

  /**
   * Takes over a computed digest.
   *
   * @param raw exactly 32 bytes; copied
   * @throws IllegalArgumentException for any other length
   */
  public static ContentDigest ofRaw(byte[] raw) {
    if (raw.length != LENGTH) {
      throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, not " + raw.length);
    }
    return new ContentDigest(raw.clone());
  }

  /**
   * Parses 64 lower-case hex digits.
   *
   * @throws IllegalArgumentException if {@code hex} is anything else
   */
  public static ContentDigest ofHex(String hex) {
    try {
      byte[] raw = Hex.decodeHex(hex);
      if (raw.length == LENGTH && Hex.encodeHexString(raw).equals(hex)) {
        return new ContentDigest(raw);
      }
    } catch (DecoderException e) {
      throw new IllegalArgumentException("not a SHA-256 digest in lower-case hex: " + hex, e);
    }
    throw new IllegalArgumentException("not a SHA-256 digest in lower-case hex: " + hex);
  }

  /** Computes the digest of {@code content}. */
  public static ContentDigest of(byte[] content) {
    return new ContentDigest(DigestUtils.sha256(content));
  }

  /** Reads {@code content} to its end, in blocks, and computes its digest; does not close it. */
  public static ContentDigest of(InputStream content) throws IOException {
    MessageDigest sha256 = newSha256();
    byte[] block = new byte[BLOCK];
    for (int got = content.read(block); got >= 0; got = content.read(block)) {
      sha256.update(block, 0, got);
    }
    return from(sha256);
  }

  /** Reads a file, in blocks, and computes its digest. */
  public static ContentDigest of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  /** A fresh SHA-256 computation, for {@link #from}. */
  public static MessageDigest newSha256() {
    return DigestUtils.getSha256Digest();
  }

  /** 64 lower-case hex digits. */
  public String hex() {
    return Hex.encodeHexString(bytes);
  }

  /** The first 16 hex digits, the folder a package is published under. */
  public String prefix() {
    return hex().substring(0, 16);
  }

  /** Base64 with padding, as a composition database spells it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The 32 bytes, as a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public int compareTo(ContentDigest other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ContentDigest other && Arrays.equals(bytes, other.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
