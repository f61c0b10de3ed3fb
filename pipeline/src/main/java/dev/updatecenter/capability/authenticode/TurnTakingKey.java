package dev.updatecenter.capability.authenticode;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;

/**
 * A private key that waits for its turn before each use: a limit for keys whose own provider knows
 * none.
 */
public final class TurnTakingKey extends HeldKey {
  private static final long serialVersionUID = 1L;

  private final transient PrivateKey key;
  private final transient Optional<Provider> provider;
  private final transient KeyUse use;

  private TurnTakingKey(PrivateKey key, Optional<Provider> provider, KeyUse use) {
    this.key = key;
    this.provider = provider;
    this.use = use;
  }

  /** The same key, used as {@code use} lets it be. */
  public static SigningKey of(SigningKey key, KeyUse use) {
    return new SigningKey(
        new TurnTakingKey(key.key(), key.provider(), use),
        key.chain(),
        Optional.of(new TurnTakingProvider()),
        key.custody());
  }

  byte[] sign(String algorithm, byte[] message) throws GeneralSecurityException {
    return use.during(
        () -> {
          Signature signature =
              provider.isPresent()
                  ? Signature.getInstance(algorithm, provider.get())
                  : Signature.getInstance(algorithm);
          signature.initSign(key);
          signature.update(message);
          return signature.sign();
        });
  }

  @Override
  public String getAlgorithm() {
    return key.getAlgorithm();
  }
}
