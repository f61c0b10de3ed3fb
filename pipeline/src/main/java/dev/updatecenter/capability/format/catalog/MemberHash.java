package dev.updatecenter.capability.format.catalog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The hash functions that catalogs name their members by, the weaker one first. */
public enum MemberHash {
  /** Of every member of a v1 catalog; broken. */
  SHA1("1.3.14.3.2.26", "SHA-1", 20),
  /** Of the members of a v2 catalog that count. */
  SHA256("2.16.840.1.101.3.4.2.1", "SHA-256", 32);

  private final String oid;
  private final String digestName;
  private final int length;

  MemberHash(String oid, String digestName, int length) {
    this.oid = oid;
    this.digestName = digestName;
    this.length = length;
  }

  /** The name that people use: {@code SHA-256}. */
  public String displayName() {
    return digestName;
  }

  /** A fresh computation. */
  public MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(digestName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + digestName, e);
    }
  }

  /** The object identifier in an AlgorithmIdentifier. */
  String oid() {
    return oid;
  }

  static Optional<MemberHash> ofOid(String oid) {
    for (MemberHash hash : values()) {
      if (hash.oid.equals(oid)) {
        return Optional.of(hash);
      }
    }
    return Optional.empty();
  }

  static Optional<MemberHash> ofLength(int bytes) {
    for (MemberHash hash : values()) {
      if (hash.length == bytes) {
        return Optional.of(hash);
      }
    }
    return Optional.empty();
  }
}
