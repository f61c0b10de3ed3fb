package dev.updatecenter.capability.tuf;

/** A signer whose private half is in memory and can be kept in a file. */
sealed interface KeptSigner extends MetadataSigner
    permits EcdsaMetadataSigner, Ed25519MetadataSigner {
  /** The private key as PKCS#8: for the one file it is kept in. */
  byte[] pkcs8();
}
