package dev.updatecenter.capability.authenticode.cms;

import dev.updatecenter.capability.authenticode.container.HashAlgorithm;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;

/** A signed message with one signer: an Authenticode signature, a catalog or a timestamp token. */
public final class CmsMessage {
  private static final String TIMESTAMP = "1.3.6.1.4.1.311.3.3.1";
  private static final String NESTED = "1.3.6.1.4.1.311.2.4.1";

  private final String contentType;
  private final byte[] content;
  private final List<X509Certificate> certificates;
  private final CmsSigner signer;

  CmsMessage(
      String contentType, byte[] content, List<X509Certificate> certificates, CmsSigner signer) {
    this.contentType = contentType;
    this.content = content.clone();
    this.certificates = List.copyOf(certificates);
    this.signer = signer;
  }

  /**
   * Takes a message apart.
   *
   * @param bytes DER and nothing behind it
   * @return empty for a message without a signer: an unsigned catalog
   * @throws MalformedSignatureException for anything else, and for parts that nothing signs
   */
  public static Optional<CmsMessage> parse(byte[] bytes) throws MalformedSignatureException {
    return CmsParser.parse(bytes, 1);
  }

  /**
   * Takes a message apart that zeros may fill up.
   *
   * @param alignment the multiple of bytes that they fill it up to
   */
  public static Optional<CmsMessage> parse(byte[] bytes, int alignment)
      throws MalformedSignatureException {
    return CmsParser.parse(bytes, alignment);
  }

  /** The object identifier of the content's type. */
  public String contentType() {
    return contentType;
  }

  /** The content's DER: for a token the TSTInfo, for Authenticode the indirect data. */
  public byte[] content() {
    return content.clone();
  }

  /** All certificates that are embedded, in their order. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /** The certificate that the signer names. */
  public X509Certificate certificate() {
    return signer.certificate();
  }

  /** The hash that the signature is made with. */
  public HashAlgorithm hash() {
    return signer.digest();
  }

  /** The signature's value: what a timestamp is over. */
  public byte[] signatureValue() {
    return signer.value().getOctets().clone();
  }

  /** The messageDigest attribute: the hash of the content. */
  public byte[] messageDigest() {
    return signer.messageDigest().getOctets().clone();
  }

  /** The signatures inside this one. */
  public List<byte[]> nested() throws MalformedSignatureException {
    return encodings(NESTED);
  }

  /**
   * The RFC 3161 token on this signature.
   *
   * @throws MalformedSignatureException for more than one
   */
  public Optional<byte[]> timestamp() throws MalformedSignatureException {
    List<byte[]> tokens = encodings(TIMESTAMP);
    if (tokens.size() > 1) {
      throw new MalformedSignatureException("it has " + tokens.size() + " timestamps");
    }
    return tokens.stream().findFirst();
  }

  /** Object identifiers of unsigned attributes that nothing checks. */
  public Set<String> unknownUnsignedAttributes() {
    Set<String> unknown = new LinkedHashSet<>(signer.unsigned().keySet());
    unknown.remove(TIMESTAMP);
    unknown.remove(NESTED);
    return unknown;
  }

  /**
   * Whether the content is what was signed and the signer's certificate signed it.
   *
   * @param digestOffset where in the content hashing begins: a PKCS#7 content is hashed without its
   *     tag and length, an OCTET STRING's content whole
   * @return what does not hold; empty when all does
   */
  Optional<String> broken(int digestOffset) throws MalformedSignatureException {
    // RFC 5652 5.4, 5.6: content type and digest are signed attributes and equal the content's.
    String named = signer.contentType();
    if (!named.equals(contentType)) {
      return Optional.of("it signs content of type " + named + ", not " + contentType);
    }
    MessageDigest digest = signer.digest().newDigest();
    digest.update(content, digestOffset, content.length - digestOffset);
    if (!MessageDigest.isEqual(digest.digest(), messageDigest())) {
      return Optional.of("its content is not what was signed");
    }
    // The attributes as they stand, or in the order that DER wants: signers do either.
    boolean signs = signs(ASN1Encoding.DL) || signs(ASN1Encoding.DER);
    return signs ? Optional.empty() : Optional.of("the signer's key did not make it");
  }

  /** {@link #broken(int)} for this kind of content. */
  public Optional<String> broken() throws MalformedSignatureException {
    return broken(CmsParser.octets(contentType) ? 0 : StrictDer.contentOffset(content));
  }

  /** The value of a signed attribute. */
  Optional<ASN1Encodable> signedAttribute(String oid) {
    return Optional.ofNullable(signer.attributes().get(oid));
  }

  private boolean signs(String encoding) throws MalformedSignatureException {
    try {
      Signature verifier =
          Signature.getInstance(
              SignatureAlgorithms.jcaName(
                  signer.signatureAlgorithm(),
                  signer.digest(),
                  signer.certificate().getPublicKey()));
      verifier.initVerify(signer.certificate().getPublicKey());
      verifier.update(signer.signed().getEncoded(encoding));
      return verifier.verify(signer.value().getOctets());
    } catch (GeneralSecurityException | IOException e) {
      return false;
    }
  }

  private List<byte[]> encodings(String oid) throws MalformedSignatureException {
    List<byte[]> found = new ArrayList<>();
    try {
      for (ASN1Encodable value : signer.unsigned().getOrDefault(oid, List.of())) {
        found.add(value.toASN1Primitive().getEncoded(ASN1Encoding.DL));
      }
    } catch (IOException e) {
      throw new MalformedSignatureException("an unsigned attribute is damaged", e);
    }
    return found;
  }
}
