package dev.updatecenter.capability.authenticode;

import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;

/** A signature algorithm of a {@link HeldKey}: it signs, takes no parameters, verifies nothing. */
public abstract class SigningSpi extends SignatureSpi {
  private static final String SIGNS_ONLY = "it signs only: any other provider verifies";

  /** An algorithm without parameters. */
  protected SigningSpi() {}

  @Override
  protected final void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
    throw new InvalidKeyException(SIGNS_ONLY);
  }

  @Override
  protected final boolean engineVerify(byte[] signature) throws SignatureException {
    throw new SignatureException(SIGNS_ONLY);
  }

  @Deprecated
  @Override
  protected final void engineSetParameter(String name, Object value) {
    throw new UnsupportedOperationException("no parameters");
  }

  @Deprecated
  @Override
  protected final Object engineGetParameter(String name) {
    throw new UnsupportedOperationException("no parameters");
  }
}
