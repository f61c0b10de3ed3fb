package dev.updatecenter.capability.authenticode.container;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The hash functions that a signature may name. MD5 is none of them. */
public enum HashAlgorithm {
  /** Broken: recomputed so that a damaged file can be told from an old one, never accepted. */
  SHA1("1.3.14.3.2.26", "SHA-1", "SHA1"),
  /** FIPS 180-4. */
  SHA256("2.16.840.1.101.3.4.2.1", "SHA-256", "SHA256"),
  /** FIPS 180-4. */
  SHA384("2.16.840.1.101.3.4.2.2", "SHA-384", "SHA384"),
  /** FIPS 180-4. */
  SHA512("2.16.840.1.101.3.4.2.3", "SHA-512", "SHA512");

  private final String oid;
  private final String digestName;
  private final String signaturePrefix;

  HashAlgorithm(String oid, String digestName, String signaturePrefix) {
    this.oid = oid;
    this.digestName = digestName;
    this.signaturePrefix = signaturePrefix;
  }

  /** The function with an object identifier; empty for one that is not allowed. */
  public static Optional<HashAlgorithm> ofOid(String oid) {
    for (HashAlgorithm algorithm : values()) {
      if (algorithm.oid.equals(oid)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** A fresh computation. */
  public MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(digestName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + digestName, e);
    }
  }

  /** The JCA name of a signature over this hash: {@code SHA256withRSA}. */
  public String signatureWith(String keyAlgorithm) {
    return signaturePrefix + "with" + (keyAlgorithm.equals("EC") ? "ECDSA" : keyAlgorithm);
  }

  /** The name that people use: {@code SHA-256}. */
  public String displayName() {
    return digestName;
  }
}
