package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs metadata with a P-256 key that lives elsewhere, such as in a token. The private half is
 * asked for when it is first used: who only names the key needs no PIN.
 */
public final class ForeignMetadataSigner implements MetadataSigner {
  private final TufKey key;
  private final Supplier<PrivateHalf> privateHalf;

  /**
   * Joins the halves.
   *
   * @throws IllegalArgumentException when the public half is not on P-256
   */
  public ForeignMetadataSigner(PublicKey publicKey, Supplier<PrivateHalf> privateHalf) {
    if (!PublicKeyForm.isP256(publicKey)) {
      throw new IllegalArgumentException("not a key on P-256");
    }
    this.key = TufKey.of(publicKey);
    this.privateHalf = privateHalf;
  }

  /** A handle of a private key and who can sign with it. */
  public record PrivateHalf(PrivateKey key, Provider provider) {}

  @Override
  public TufKey key() {
    return key;
  }

  @Override
  public byte[] sign(byte[] canonical) {
    PrivateHalf half = privateHalf.get();
    byte[] made;
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA", half.provider());
      signature.initSign(half.key());
      signature.update(canonical);
      made = signature.sign();
    } catch (GeneralSecurityException e) {
      throw unusable(String.valueOf(e.getMessage()), e);
    }
    if (!key.verifies(canonical, made)) {
      throw unusable("its signature does not verify with its public half", null);
    }
    return made;
  }

  private UpdateCenterException unusable(String why, @Nullable Exception cause) {
    UpdateCenterException.Builder error =
        UpdateCenterException.error("UC5015", ExitCode.USAGE, "a metadata key cannot sign")
            .where(key)
            .why(why)
            .fix("see that the certificate or public key beside it is its own");
    return (cause == null ? error : error.cause(cause)).build();
  }
}
