package dev.updatecenter.testing.workflow;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.CanonicalJson;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Map;

/** Keys that repositories of ours do not begin with. */
final class Keys {
  private Keys() {}

  /** The id of a key, whatever its type: the digest of its canonical form (TUF 4.2). */
  static String id(Map<String, Object> key) {
    return ContentDigest.of(CanonicalJson.bytes(key)).hex();
  }

  static MetadataSigner ed25519() {
    try {
      return new Ed25519(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Ed25519(KeyPair pair) implements MetadataSigner {
    @Override
    public TufKey key() {
      return TufKey.of(pair.getPublic());
    }

    @Override
    public byte[] sign(byte[] canonical) {
      try {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(canonical);
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
