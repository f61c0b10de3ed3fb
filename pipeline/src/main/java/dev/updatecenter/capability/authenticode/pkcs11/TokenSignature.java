package dev.updatecenter.capability.authenticode.pkcs11;

import static java.util.Objects.requireNonNull;

import dev.updatecenter.capability.authenticode.SigningSpi;
import java.io.IOException;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.jspecify.annotations.Nullable;

/** RSA PKCS #1 v1.5 (RFC 8017 8.2) and ECDSA signatures, made by a token over a hash of ours. */
final class TokenSignature extends SigningSpi {
  // PKCS #11 2.40, 2.1.6 and 2.3.6.
  private static final long CKM_RSA_PKCS = 0x1;
  private static final long CKM_ECDSA = 0x1041;

  private static final Map<String, ASN1ObjectIdentifier> HASHES =
      Map.of(
          "SHA256", NISTObjectIdentifiers.id_sha256,
          "SHA384", NISTObjectIdentifiers.id_sha384,
          "SHA512", NISTObjectIdentifiers.id_sha512);

  private final ASN1ObjectIdentifier hash;
  private final MessageDigest digest;
  private final boolean rsa;
  private @Nullable TokenPrivateKey key;

  TokenSignature(String hash, boolean rsa) throws NoSuchAlgorithmException {
    this.hash = requireNonNull(HASHES.get(hash));
    this.digest = MessageDigest.getInstance("SHA-" + hash.substring(3));
    this.rsa = rsa;
  }

  @Override
  protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
    if (privateKey instanceof TokenPrivateKey own
        && own.getAlgorithm().equals(rsa ? "RSA" : "EC")) {
      key = own;
      digest.reset();
      return;
    }
    throw new InvalidKeyException("not a key of a token for this kind of signature");
  }

  @Override
  protected void engineUpdate(byte b) {
    digest.update(b);
  }

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    TokenPrivateKey signer = key;
    if (signer == null) {
      throw new SignatureException("not initialised to sign");
    }
    try {
      byte[] hashed = digest.digest();
      return rsa
          ? signer.sign(CKM_RSA_PKCS, digestInfo(hashed))
          : der(signer.sign(CKM_ECDSA, hashed));
    } catch (IOException e) {
      throw new SignatureException(e);
    }
  }

  /** RFC 8017 9.2, step 2. */
  private byte[] digestInfo(byte[] hashed) throws IOException {
    return new DigestInfo(new AlgorithmIdentifier(hash, DERNull.INSTANCE), hashed).getEncoded();
  }

  /** PKCS #11 2.40, 2.3.1: r and s, equally long, one behind the other; Java wants RFC 3279. */
  private static byte[] der(byte[] raw) throws IOException, SignatureException {
    if (raw.length == 0 || raw.length % 2 != 0) {
      throw new SignatureException("the token gave " + raw.length + " bytes for r and s");
    }
    int half = raw.length / 2;
    BigInteger r = new BigInteger(1, Arrays.copyOf(raw, half));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(raw, half, raw.length));
    ASN1Integer[] both = {new ASN1Integer(r), new ASN1Integer(s)};
    return new DERSequence(both).getEncoded();
  }
}
