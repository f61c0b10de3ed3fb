package dev.updatecenter.capability.authenticode.pkcs11;

import dev.updatecenter.capability.authenticode.HeldKey;

/** A private key that never leaves its token: what the rest of the program holds of it. */
final class TokenPrivateKey extends HeldKey {
  private static final long serialVersionUID = 1L;

  private final transient Token token;
  private final String algorithm;
  private final long handle;

  TokenPrivateKey(Token token, String algorithm, long handle) {
    this.token = token;
    this.algorithm = algorithm;
    this.handle = handle;
  }

  /** Signs what was hashed and, for RSA, wrapped before. */
  byte[] sign(long mechanism, byte[] data) {
    return token.sign(mechanism, handle, data);
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }
}
