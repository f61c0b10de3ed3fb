package dev.updatecenter.capability.authenticode.pkcs11;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A private key in a token.
 *
 * @param key a handle
 * @param provider who can sign with it
 * @param publicKey its public half as the token shows it
 * @param chain its certificate and those above it that the token has, leaf first; may be empty
 */
public record TokenKey(
    PrivateKey key, Provider provider, Optional<PublicKey> publicKey, List<X509Certificate> chain) {
  /** Copies. */
  public TokenKey {
    chain = List.copyOf(chain);
  }
}
