package dev.updatecenter.capability.authenticode;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A private key with its certificates, wherever it lives.
 *
 * @param key RSA or EC; of a token or a service only a handle
 * @param chain leaf first, not empty
 * @param provider who can use the key; empty for any provider of the process
 * @param custody where the key lives
 */
public record SigningKey(
    PrivateKey key, List<X509Certificate> chain, Optional<Provider> provider, Custody custody) {
  /** Refuses a key without a certificate; copies. */
  public SigningKey {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a key without a certificate cannot sign code");
    }
  }

  /** A key that was read from a file. */
  public static SigningKey ofFile(PrivateKey key, List<X509Certificate> chain) {
    return new SigningKey(key, chain, Optional.empty(), Custody.FILE);
  }

  /**
   * Where a private key lives. CA/Browser Forum, Code Signing Baseline Requirements 3.10, 6.2.7:
   * that of an EV certificate in hardware.
   */
  public enum Custody {
    /** In a file that can be copied. */
    FILE,
    /** In a token behind PKCS#11. */
    TOKEN,
    /** In a key service. */
    SERVICE
  }
}
