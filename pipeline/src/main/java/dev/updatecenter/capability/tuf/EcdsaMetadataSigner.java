package dev.updatecenter.capability.tuf;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** Signs metadata with a P-256 key held in memory. */
public final class EcdsaMetadataSigner implements KeptSigner {
  private final PrivateHalf secret;
  private final TufKey key;

  private EcdsaMetadataSigner(PrivateKey privateKey, PublicKey publicKey) {
    this.secret = new PrivateHalf(privateKey, "SHA256withECDSA");
    this.key = TufKey.of(publicKey);
  }

  /** A new key. */
  public static EcdsaMetadataSigner generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      return new EcdsaMetadataSigner(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
  }

  /**
   * A key that was kept as PKCS#8, with or without its public half.
   *
   * @throws InvalidKeySpecException if it is not a private key on P-256
   */
  public static EcdsaMetadataSigner ofPkcs8(byte[] der) throws InvalidKeySpecException {
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      PrivateKey decoded = factory.generatePrivate(new PKCS8EncodedKeySpec(der));
      if (decoded instanceof ECPrivateKey ec && PublicKeyForm.isP256(ec.getParams())) {
        return new EcdsaMetadataSigner(ec, publicHalf(factory, ec.getS()));
      }
      throw new InvalidKeySpecException("not a private key on P-256");
    } catch (InvalidKeySpecException e) {
      throw e;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new InvalidKeySpecException("not a private key on P-256", e);
    }
  }

  /** The JDK computes no public key from a private one. */
  private static PublicKey publicHalf(KeyFactory factory, BigInteger secret)
      throws GeneralSecurityException {
    org.bouncycastle.math.ec.ECPoint point =
        CustomNamedCurves.getByName("P-256").getG().multiply(secret).normalize();
    ECPoint w =
        new ECPoint(point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    return factory.generatePublic(new ECPublicKeySpec(w, PublicKeyForm.p256()));
  }

  @Override
  public TufKey key() {
    return key;
  }

  @Override
  public byte[] sign(byte[] canonical) {
    return secret.sign(canonical);
  }

  @Override
  public byte[] pkcs8() {
    return secret.pkcs8();
  }
}
