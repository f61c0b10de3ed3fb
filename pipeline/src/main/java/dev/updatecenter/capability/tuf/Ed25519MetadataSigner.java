package dev.updatecenter.capability.tuf;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Signs metadata with an Ed25519 key held in memory (RFC 8032, RFC 8410). */
public final class Ed25519MetadataSigner implements KeptSigner {
  private static final int SEED_BYTES = 32;

  private final PrivateHalf secret;
  private final TufKey key;

  private Ed25519MetadataSigner(PrivateKey privateKey, PublicKey publicKey) {
    this.secret = new PrivateHalf(privateKey, "Ed25519");
    this.key = TufKey.of(publicKey);
  }

  /** A new key. */
  public static Ed25519MetadataSigner generate(SecureRandom random) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    try {
      return ofSeed(seed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }

  /**
   * A key that was kept as PKCS#8, with or without its public half (RFC 8410 7).
   *
   * @throws InvalidKeySpecException if it is not a private Ed25519 key
   */
  public static Ed25519MetadataSigner ofPkcs8(byte[] der) throws InvalidKeySpecException {
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(der);
      if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
        throw new InvalidKeySpecException("not an Ed25519 key");
      }
      byte[] seed = ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
      if (seed.length != SEED_BYTES) {
        throw new InvalidKeySpecException("not 32 bytes");
      }
      return ofSeed(seed);
    } catch (InvalidKeySpecException e) {
      throw e;
    } catch (java.io.IOException | GeneralSecurityException | RuntimeException e) {
      // The decoder of others tells of malformed bytes in many ways.
      throw new InvalidKeySpecException("not a private Ed25519 key", e);
    }
  }

  /** The JDK computes no public key from a private one. */
  private static Ed25519MetadataSigner ofSeed(byte[] seed) throws GeneralSecurityException {
    byte[] half = new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
    PrivateKey secret =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    return new Ed25519MetadataSigner(secret, PublicKeyForm.ed25519(HexFormat.of().formatHex(half)));
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
