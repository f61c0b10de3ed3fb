package dev.updatecenter.capability.tuf;

import java.security.SecureRandom;
import java.util.Locale;

/** The kinds of keys that metadata is signed with (TUF 4.2). */
public enum KeyAlgorithm {
  /** ECDSA on P-256 with SHA-256: what tokens and other programs know. */
  P256,
  /** Ed25519 (RFC 8032): needs no random numbers to sign. */
  ED25519;

  /** The word in configuration and options. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  KeptSigner generate(SecureRandom random) {
    return this == P256
        ? EcdsaMetadataSigner.generate(random)
        : Ed25519MetadataSigner.generate(random);
  }
}
