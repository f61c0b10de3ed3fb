package dev.updatecenter.app.lab;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A throw-away key and the certificates that vouch for it.
 *
 * @param key the private key of the first certificate
 * @param chain from the leaf to the root, which stands last
 */
public record LabIdentity(PrivateKey key, List<X509Certificate> chain) {
  /** Copies. */
  public LabIdentity {
    chain = List.copyOf(chain);
  }

  /** The certificate of the key. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** What a signature embeds: the chain without its root. */
  public List<X509Certificate> embedded() {
    return chain.subList(0, chain.size() - 1);
  }

  /** The last of the chain: what a verifier is told to trust. */
  public X509Certificate root() {
    return chain.get(chain.size() - 1);
  }
}
