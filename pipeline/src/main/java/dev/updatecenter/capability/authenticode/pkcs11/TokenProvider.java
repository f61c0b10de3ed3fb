package dev.updatecenter.capability.authenticode.pkcs11;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Java's way to sign with keys of tokens: hashed here, so that the token does nothing but its
 * private-key operation. Never registered with the process; who signs names it.
 */
public final class TokenProvider extends Provider {
  private static final long serialVersionUID = 1L;

  /** Makes one; any two are alike. */
  public TokenProvider() {
    super("UpdateCenterToken", "1", "signatures with keys of PKCS #11 tokens");
    for (String hash : List.of("SHA256", "SHA384", "SHA512")) {
      putService(new TokenService(this, hash, "RSA"));
      putService(new TokenService(this, hash, "ECDSA"));
    }
  }

  private static final class TokenService extends Service {
    private final String hash;
    private final boolean rsa;

    TokenService(Provider provider, String hash, String key) {
      super(
          provider,
          "Signature",
          hash + "with" + key,
          TokenSignature.class.getName(),
          null,
          Map.of("SupportedKeyClasses", TokenPrivateKey.class.getName()));
      this.hash = hash;
      this.rsa = key.equals("RSA");
    }

    @Override
    public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
      return new TokenSignature(hash, rsa);
    }
  }
}
