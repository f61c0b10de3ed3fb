package dev.updatecenter.capability.authenticode;

import java.io.NotSerializableException;
import java.security.PrivateKey;

/**
 * A private key that somebody else holds: a token, or whoever says whose turn it is. It cannot be
 * encoded, and Java serialization of it is refused.
 */
public abstract class HeldKey implements PrivateKey {
  private static final long serialVersionUID = 1L;

  /** A key that only its holder can use. */
  protected HeldKey() {}

  @SuppressWarnings("NullAway") // java.security.Key: null where a key has no encoding
  @Override
  public final String getFormat() {
    return null;
  }

  @SuppressWarnings("NullAway") // java.security.Key: null where a key has no encoding
  @Override
  public final byte[] getEncoded() {
    return null;
  }

  /** What Java serialization calls, and nobody else. */
  @SuppressWarnings("DoNotCallSuggester")
  protected final Object writeReplace() throws NotSerializableException {
    throw new NotSerializableException(getClass().getName());
  }
}
