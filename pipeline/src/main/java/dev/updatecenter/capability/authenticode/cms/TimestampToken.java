package dev.updatecenter.capability.authenticode.cms;

import dev.updatecenter.capability.authenticode.container.HashAlgorithm;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.text.ParseException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.tsp.TSTInfo;

/**
 * An RFC 3161 token.
 *
 * @param message the signed message around it
 * @param time when the authority saw the signature
 * @param imprintHash what the imprint was made with
 * @param imprint the hash of what was seen, in lower-case hex
 */
public record TimestampToken(
    CmsMessage message, Instant time, HashAlgorithm imprintHash, String imprint) {
  private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
  private static final String SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
  private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";

  /** Reads a token. */
  public static TimestampToken parse(byte[] der) throws MalformedSignatureException {
    CmsMessage message =
        CmsMessage.parse(der)
            .orElseThrow(() -> new MalformedSignatureException("the token has no signer"));
    if (!message.contentType().equals(TST_INFO)) {
      throw new MalformedSignatureException("the token holds no TSTInfo");
    }
    byte[] content = message.content();
    if (StrictDer.check(content) != content.length) {
      throw new MalformedSignatureException("bytes behind the TSTInfo");
    }
    try {
      TSTInfo info = TSTInfo.getInstance(content);
      understood(info);
      String oid = info.getMessageImprint().getHashAlgorithm().getAlgorithm().getId();
      return new TimestampToken(
          message,
          info.getGenTime().getDate().toInstant(),
          HashAlgorithm.ofOid(oid)
              .orElseThrow(() -> new MalformedSignatureException("hash function " + oid)),
          HexFormat.of().formatHex(info.getMessageImprint().getHashedMessage()));
    } catch (RuntimeException | ParseException e) {
      // BouncyCastle tells broken structure by many kinds of unchecked exceptions.
      throw new MalformedSignatureException("the TSTInfo is broken", e);
    }
  }

  // RFC 3161 2.4.2: version 1; what is critical and not understood makes a token worthless.
  private static void understood(TSTInfo info) throws MalformedSignatureException {
    if (info.getVersion().intValueExact() != 1) {
      throw new MalformedSignatureException("TSTInfo version " + info.getVersion());
    }
    if (info.getExtensions() != null
        && info.getExtensions().getCriticalExtensionOIDs().length > 0) {
      throw new MalformedSignatureException("a critical extension in the TSTInfo");
    }
  }

  /**
   * Whether the token is whole and about a signature.
   *
   * @param signatureValue the value it must have seen
   * @return what does not hold; empty when all does
   */
  public Optional<String> broken(byte[] signatureValue) throws MalformedSignatureException {
    // RFC 3161 2.4.1: the imprint is the hash of what is stamped.
    byte[] seen = imprintHash.newDigest().digest(signatureValue);
    if (!HexFormat.of().formatHex(seen).equals(imprint)) {
      return Optional.of("it is about another signature");
    }
    if (!namesItsCertificate()) {
      return Optional.of("it does not name the certificate that signed it");
    }
    if (!message.unknownUnsignedAttributes().isEmpty() || message.timestamp().isPresent()) {
      return Optional.of("it has unsigned attributes");
    }
    return message.broken();
  }

  // RFC 3161 2.4.2, RFC 5816: the ESS attribute holds the hash of the authority's certificate.
  private boolean namesItsCertificate() throws MalformedSignatureException {
    try {
      byte[] certificate = message.certificate().getEncoded();
      Optional<ASN1Encodable> v2 = message.signedAttribute(SIGNING_CERTIFICATE_V2);
      if (v2.isPresent()) {
        var id = SigningCertificateV2.getInstance(v2.get()).getCerts()[0];
        Optional<HashAlgorithm> hash =
            HashAlgorithm.ofOid(id.getHashAlgorithm().getAlgorithm().getId());
        return hash.isPresent() && same(hash.get(), certificate, id.getCertHash());
      }
      Optional<ASN1Encodable> v1 = message.signedAttribute(SIGNING_CERTIFICATE);
      return v1.isPresent()
          && same(
              HashAlgorithm.SHA1,
              certificate,
              SigningCertificate.getInstance(v1.get()).getCerts()[0].getCertHash());
    } catch (RuntimeException | CertificateEncodingException e) {
      // BouncyCastle tells broken structure by many kinds of unchecked exceptions.
      throw new MalformedSignatureException("the token's signing certificate is broken", e);
    }
  }

  private static boolean same(HashAlgorithm hash, byte[] certificate, byte[] digest) {
    return MessageDigest.isEqual(hash.newDigest().digest(certificate), digest);
  }
}
