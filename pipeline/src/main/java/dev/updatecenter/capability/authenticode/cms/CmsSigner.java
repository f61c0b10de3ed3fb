package dev.updatecenter.capability.authenticode.cms;

import dev.updatecenter.capability.authenticode.container.HashAlgorithm;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;

/**
 * The one signer of a message (RFC 5652 5.3), taken apart.
 *
 * @param certificate the embedded certificate that it names
 * @param digest the hash of content and signature
 * @param signatureAlgorithm object identifier of the signature's algorithm
 * @param value the signature's value: what a timestamp is over
 * @param contentType what the contentType attribute says
 * @param messageDigest what the messageDigest attribute says
 * @param signed the signed attributes, as they stand
 * @param attributes the value of each signed attribute by object identifier; each one once
 * @param unsigned the values of each unsigned attribute by object identifier
 */
record CmsSigner(
    X509Certificate certificate,
    HashAlgorithm digest,
    String signatureAlgorithm,
    ASN1OctetString value,
    String contentType,
    ASN1OctetString messageDigest,
    ASN1Set signed,
    Map<String, ASN1Encodable> attributes,
    Map<String, List<ASN1Encodable>> unsigned) {
  CmsSigner {
    attributes = Map.copyOf(attributes);
    unsigned = Map.copyOf(unsigned);
  }
}
