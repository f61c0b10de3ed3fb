package dev.updatecenter.capability.authenticode.cms;

import dev.updatecenter.capability.authenticode.container.HashAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Takes a SignedData apart (RFC 2315 9.1, RFC 5652 5.1). Every field that no signature covers has
 * one value only, so that nothing can hide in it.
 */
final class CmsParser {
  private static final int MOST_CERTIFICATES = 32;
  private static final String CMS_CONTENT_TYPES = "1.2.840.113549.1.9.16.1.";
  private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";

  private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
  private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";

  private CmsParser() {}

  static Optional<CmsMessage> parse(byte[] bytes, int alignment)
      throws MalformedSignatureException {
    int length = StrictDer.check(bytes);
    boolean fills = bytes.length % alignment == 0 && bytes.length - length < alignment;
    require(length == bytes.length || fills, "bytes behind the message");
    for (int i = length; i < bytes.length; i++) {
      require(bytes[i] == 0, "bytes behind the message");
    }
    try {
      ContentInfo info = ContentInfo.getInstance(Arrays.copyOf(bytes, length));
      if (!info.getContentType().getId().equals(SIGNED_DATA)) {
        throw new MalformedSignatureException("it is no SignedData");
      }
      return message(SignedData.getInstance(info.getContent()));
    } catch (RuntimeException | IOException | CertificateException e) {
      // BouncyCastle tells broken structure by many kinds of unchecked exceptions.
      throw new MalformedSignatureException("its structure is broken: " + e.getMessage(), e);
    }
  }

  /** Whether content of a type is an OCTET STRING, as RFC 5652 5.2 has it and RFC 2315 has not. */
  static boolean octets(String contentType) {
    return contentType.startsWith(CMS_CONTENT_TYPES);
  }

  private static Optional<CmsMessage> message(SignedData data)
      throws MalformedSignatureException, IOException, CertificateException {
    if (data.getSignerInfos().size() == 0) {
      return Optional.empty();
    }
    require(data.getSignerInfos().size() == 1, "it has more than one signer");
    require(data.getCRLs() == null || data.getCRLs().size() == 0, "it holds revocation lists");
    // RFC 2315 9.1: version 1; RFC 5652 5.1: 3 for content that only CMS knows, as in tokens.
    String type = data.getEncapContentInfo().getContentType().getId();
    int version = data.getVersion().intValueExact();
    require(version == (octets(type) ? 3 : 1), "SignedData version " + version);
    List<X509Certificate> certificates = certificates(data.getCertificates());
    attributeTags(ASN1Sequence.getInstance(data.getSignerInfos().getObjectAt(0)));
    SignerInfo info = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    require(
        data.getDigestAlgorithms().size() == 1
            && algorithm(AlgorithmIdentifier.getInstance(data.getDigestAlgorithms().getObjectAt(0)))
                .equals(algorithm(info.getDigestAlgorithm())),
        "the digest algorithms differ");
    ASN1Encodable content = data.getEncapContentInfo().getContent();
    require(content != null, "it has no content");
    return Optional.of(
        new CmsMessage(
            type, content(content.toASN1Primitive()), certificates, signer(info, certificates)));
  }

  private static byte[] content(ASN1Primitive content) throws IOException {
    return content instanceof ASN1OctetString octets
        ? octets.getOctets()
        : content.getEncoded(ASN1Encoding.DL);
  }

  private static CmsSigner signer(SignerInfo info, List<X509Certificate> certificates)
      throws MalformedSignatureException, IOException {
    require(info.getVersion().intValueExact() == 1, "SignerInfo version " + info.getVersion());
    require(info.getAuthenticatedAttributes() != null, "it has no signed attributes");
    String digest = algorithm(info.getDigestAlgorithm());
    Map<String, ASN1Encodable> signed = new LinkedHashMap<>();
    for (ASN1Encodable each : info.getAuthenticatedAttributes()) {
      Attribute attribute = Attribute.getInstance(each);
      String type = attribute.getAttrType().getId();
      require(attribute.getAttrValues().size() == 1, "the signed attribute " + type);
      require(
          signed.put(type, attribute.getAttrValues().getObjectAt(0)) == null,
          "the signed attribute " + type + " stands there twice");
    }
    return new CmsSigner(
        certificate(info, certificates),
        HashAlgorithm.ofOid(digest)
            .orElseThrow(() -> new MalformedSignatureException("hash function " + digest)),
        algorithm(info.getDigestEncryptionAlgorithm()),
        info.getEncryptedDigest(),
        ASN1ObjectIdentifier.getInstance(signedAttribute(signed, CONTENT_TYPE)).getId(),
        ASN1OctetString.getInstance(signedAttribute(signed, MESSAGE_DIGEST)),
        info.getAuthenticatedAttributes(),
        signed,
        unsigned(info.getUnauthenticatedAttributes()));
  }

  /** RFC 5652 5.3: [0] and [1]; BouncyCastle looks at their order only. */
  private static void attributeTags(ASN1Sequence signer) throws MalformedSignatureException {
    int expected = 0;
    for (ASN1Encodable each : signer) {
      if (each.toASN1Primitive() instanceof ASN1TaggedObject tagged) {
        require(tagged.hasContextTag(expected), "attributes under another tag");
        expected++;
      }
    }
  }

  private static ASN1Encodable signedAttribute(Map<String, ASN1Encodable> signed, String oid)
      throws MalformedSignatureException {
    ASN1Encodable value = signed.get(oid);
    if (value == null) {
      throw new MalformedSignatureException("the signed attribute " + oid + " is missing");
    }
    return value;
  }

  private static Map<String, List<ASN1Encodable>> unsigned(@Nullable ASN1Set set)
      throws MalformedSignatureException {
    Map<String, List<ASN1Encodable>> found = new LinkedHashMap<>();
    if (set != null) {
      for (ASN1Encodable each : set) {
        Attribute attribute = Attribute.getInstance(each);
        String type = attribute.getAttrType().getId();
        List<ASN1Encodable> values = List.of(attribute.getAttributeValues());
        require(found.put(type, values) == null, "the attribute " + type + " stands there twice");
      }
    }
    return found;
  }

  /** RFC 5652 5.3: the certificate by issuer and serial number, compared byte by byte. */
  private static X509Certificate certificate(SignerInfo info, List<X509Certificate> certificates)
      throws MalformedSignatureException, IOException {
    IssuerAndSerialNumber id = IssuerAndSerialNumber.getInstance(info.getSID().getId());
    byte[] issuer = id.getName().getEncoded(ASN1Encoding.DER);
    for (X509Certificate certificate : certificates) {
      if (certificate.getSerialNumber().equals(id.getSerialNumber().getValue())
          && Arrays.equals(certificate.getIssuerX500Principal().getEncoded(), issuer)) {
        return certificate;
      }
    }
    throw new MalformedSignatureException("the signer's certificate is not embedded");
  }

  private static List<X509Certificate> certificates(@Nullable ASN1Set set)
      throws MalformedSignatureException, IOException, CertificateException {
    List<X509Certificate> certificates = new ArrayList<>();
    if (set != null) {
      require(set.size() <= MOST_CERTIFICATES, "it embeds " + set.size() + " certificates");
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (ASN1Encodable each : set) {
        byte[] der = each.toASN1Primitive().getEncoded(ASN1Encoding.DL);
        // X.690 8.6.2: bits that are not used could say anything; a signature has none.
        require(
            Certificate.getInstance(der).getSignature().getPadBits() == 0,
            "a certificate's signature is no whole number of bytes");
        certificates.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      }
    }
    return certificates;
  }

  private static String algorithm(AlgorithmIdentifier id) throws MalformedSignatureException {
    ASN1Encodable parameters = id.getParameters();
    require(
        parameters == null || DERNull.INSTANCE.equals(parameters.toASN1Primitive()),
        "parameters of " + id.getAlgorithm());
    return id.getAlgorithm().getId();
  }

  private static void require(boolean held, String otherwise) throws MalformedSignatureException {
    if (!held) {
      throw new MalformedSignatureException(otherwise);
    }
  }
}
