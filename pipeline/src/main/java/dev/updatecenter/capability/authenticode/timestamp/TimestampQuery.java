package dev.updatecenter.capability.authenticode.timestamp;

import dev.updatecenter.capability.authenticode.container.HashAlgorithm;
import java.io.IOException;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** What an authority is asked: SHA-256 of a signature, a nonce, its certificate, no policy. */
final class TimestampQuery {
  // RFC 3161 2.4.1: "a large random number with a high probability", such as 64 bits.
  private static final int NONCE_BITS = 64;

  private final byte[] signatureValue;
  private final BigInteger nonce;

  private TimestampQuery(byte[] signatureValue, BigInteger nonce) {
    this.signatureValue = signatureValue.clone();
    this.nonce = nonce;
  }

  static TimestampQuery of(byte[] signatureValue, RandomGenerator random) {
    byte[] magnitude = new byte[NONCE_BITS / 8];
    random.nextBytes(magnitude);
    return new TimestampQuery(signatureValue, new BigInteger(1, magnitude));
  }

  /** What is to be stamped. */
  byte[] signatureValue() {
    return signatureValue.clone();
  }

  /** What the answer has to repeat. */
  BigInteger nonce() {
    return nonce;
  }

  /** RFC 3161 2.4.1 TimeStampReq. */
  byte[] der() {
    byte[] hash = HashAlgorithm.SHA256.newDigest().digest(signatureValue);
    AlgorithmIdentifier sha256 =
        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    try {
      return new TimeStampReq(
              new MessageImprint(sha256, hash),
              null,
              new ASN1Integer(nonce),
              ASN1Boolean.TRUE,
              null)
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("a request that cannot be encoded", e);
    }
  }
}
