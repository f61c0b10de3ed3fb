package dev.updatecenter.capability.authenticode.cms;

import dev.updatecenter.capability.authenticode.container.HashAlgorithm;
import java.security.PublicKey;
import java.util.Map;
import java.util.Set;

/** Which signature algorithms go with which key and hash (RFC 3370, RFC 5754). */
final class SignatureAlgorithms {
  private static final Set<String> ANY_HASH = Set.of("1.2.840.113549.1.1.1", "1.2.840.10045.2.1");
  private static final Map<String, String> RSA =
      Map.of(
          "1.2.840.113549.1.1.5", "SHA1withRSA",
          "1.2.840.113549.1.1.11", "SHA256withRSA",
          "1.2.840.113549.1.1.12", "SHA384withRSA",
          "1.2.840.113549.1.1.13", "SHA512withRSA");
  private static final Map<String, String> ECDSA =
      Map.of(
          "1.2.840.10045.4.1", "SHA1withECDSA",
          "1.2.840.10045.4.3.2", "SHA256withECDSA",
          "1.2.840.10045.4.3.3", "SHA384withECDSA",
          "1.2.840.10045.4.3.4", "SHA512withECDSA");

  private SignatureAlgorithms() {}

  /** The JCA name, when key, hash and object identifier say the same. */
  static String jcaName(String oid, HashAlgorithm hash, PublicKey key)
      throws MalformedSignatureException {
    String wanted = hash.signatureWith(key.getAlgorithm());
    boolean keyOnly =
        ANY_HASH.contains(oid)
            && oid.equals(
                key.getAlgorithm().equals("RSA") ? "1.2.840.113549.1.1.1" : "1.2.840.10045.2.1");
    if (keyOnly || wanted.equals(RSA.get(oid)) || wanted.equals(ECDSA.get(oid))) {
      return wanted;
    }
    throw new MalformedSignatureException(
        "signature algorithm " + oid + " does not go with " + wanted);
  }
}
