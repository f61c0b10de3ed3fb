package dev.updatecenter.capability.authenticode;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SignatureException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Java's way to sign with a {@link TurnTakingKey}: gathers the message, which is short (the signed
 * attributes of a CMS, RFC 5652 5.4), and waits for the key's turn only when it is whole.
 */
final class TurnTakingProvider extends Provider {
  private static final long serialVersionUID = 1L;

  TurnTakingProvider() {
    super("UpdateCenterTurns", "1", "signatures in turn");
    for (String hash : List.of("SHA256", "SHA384", "SHA512")) {
      putService(new InTurn(this, hash + "withRSA"));
      putService(new InTurn(this, hash + "withECDSA"));
    }
  }

  private static final class InTurn extends Service {
    private final String algorithm;

    InTurn(Provider provider, String algorithm) {
      super(
          provider,
          "Signature",
          algorithm,
          TurnTakingSignature.class.getName(),
          null,
          Map.of("SupportedKeyClasses", TurnTakingKey.class.getName()));
      this.algorithm = algorithm;
    }

    @Override
    public Object newInstance(@Nullable Object parameter) {
      return new TurnTakingSignature(algorithm);
    }
  }

  private static final class TurnTakingSignature extends SigningSpi {
    private final String algorithm;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private @Nullable TurnTakingKey key;

    TurnTakingSignature(String algorithm) {
      this.algorithm = algorithm;
    }

    @Override
    protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
      if (!(privateKey instanceof TurnTakingKey turnTaking)) {
        throw new InvalidKeyException("not a key that takes turns");
      }
      key = turnTaking;
      message.reset();
    }

    @Override
    protected void engineUpdate(byte b) {
      message.write(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
      message.write(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      TurnTakingKey signer = key;
      if (signer == null) {
        throw new SignatureException("not initialised to sign");
      }
      try {
        return signer.sign(algorithm, message.toByteArray());
      } catch (SignatureException e) {
        throw e;
      } catch (GeneralSecurityException e) {
        throw new SignatureException(e.getMessage(), e);
      } finally {
        message.reset();
      }
    }
  }
}
