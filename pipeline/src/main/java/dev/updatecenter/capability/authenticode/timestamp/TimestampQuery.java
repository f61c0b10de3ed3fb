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

/**
 * What an authority is asked: SHA-256 of a signature, a nonce, its certificate, no policy.
 *
 * @param signatureValue what is to be stamped
 * @param nonce what the answer has to repeat
 */
record TimestampQuery(byte[] signatureValue, BigInteger nonce) {
  // RFC 3161 2.4.1: "a large random number with a high probability", such as 64 bits.
  private static final int NONCE_BITS = 64;

  TimestampQuery {
    signatureValue = signatureValue.clone();
  }

  static TimestampQuery of(byte[] signatureValue, RandomGenerator random) {
    byte[] magnitude = new byte[NONCE_BITS / 8];
    random.nextBytes(magnitude);
    return new TimestampQuery(signatureValue, new BigInteger(1, magnitude));
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
