package dev.updatecenter.capability.tuf;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * A private key held in memory, which signs.
 *
 * @param algorithm of the signature, as JCA names it
 */
record PrivateHalf(PrivateKey key, String algorithm) {
  byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that does not sign by " + algorithm, e);
    }
  }

  byte[] pkcs8() {
    return key.getEncoded();
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "a private key for " + algorithm;
  }
}
