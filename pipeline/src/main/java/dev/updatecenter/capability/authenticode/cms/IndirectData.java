package dev.updatecenter.capability.authenticode.cms;

import dev.updatecenter.capability.authenticode.container.HashAlgorithm;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.DigestInfo;

/**
 * SpcIndirectDataContent (Windows Authenticode Portable Executable Signature Format): which kind of
 * file is signed and the file's digest.
 *
 * @param dataType object identifier of the kind of file
 * @param hash what the digest was made with
 * @param digest the file's digest in lower-case hex; for an app package the list of its digests
 */
public record IndirectData(String dataType, HashAlgorithm hash, String digest) {
  /** Reads the content of an Authenticode signature. */
  public static IndirectData parse(byte[] der) throws MalformedSignatureException {
    try {
      ASN1Sequence content = ASN1Sequence.getInstance(der);
      ASN1Sequence data = ASN1Sequence.getInstance(content.getObjectAt(0));
      DigestInfo digest = DigestInfo.getInstance(content.getObjectAt(1));
      String oid = digest.getAlgorithmId().getAlgorithm().getId();
      return new IndirectData(
          ASN1ObjectIdentifier.getInstance(data.getObjectAt(0)).getId(),
          HashAlgorithm.ofOid(oid)
              .orElseThrow(() -> new MalformedSignatureException("hash function " + oid)),
          HexFormat.of().formatHex(digest.getDigest()));
    } catch (RuntimeException e) {
      // BouncyCastle tells broken structure by many kinds of unchecked exceptions.
      throw new MalformedSignatureException("the indirect data is broken", e);
    }
  }
}
