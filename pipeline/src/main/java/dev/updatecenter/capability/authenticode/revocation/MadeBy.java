package dev.updatecenter.capability.authenticode.revocation;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Whether a key made a signature, with a hash function that still stands. */
final class MadeBy {
  private static final String PSS = "1.2.840.113549.1.1.10";

  /** CA/B Forum CSBR 3.10, 7.1.3.2: what authorities sign with; SHA-1 and MD5 are not in it. */
  private static final Map<String, String> SOUND =
      Map.of(
          "1.2.840.113549.1.1.11",
          "SHA256withRSA",
          "1.2.840.113549.1.1.12",
          "SHA384withRSA",
          "1.2.840.113549.1.1.13",
          "SHA512withRSA",
          "1.2.840.10045.4.3.2",
          "SHA256withECDSA",
          "1.2.840.10045.4.3.3",
          "SHA384withECDSA",
          "1.2.840.10045.4.3.4",
          "SHA512withECDSA",
          PSS,
          "RSASSA-PSS");

  private final PublicKey key;
  private final AlgorithmIdentifier algorithm;

  MadeBy(PublicKey key, AlgorithmIdentifier algorithm) {
    this.key = key;
    this.algorithm = algorithm;
  }

  /** Why not; empty when it did. */
  Optional<String> refusal(byte[] bytes, int from, int to, byte[] value) {
    String oid = algorithm.getAlgorithm().getId();
    String name = SOUND.get(oid);
    if (name == null) {
      return Optional.of("it is signed with " + oid + ", which is no SHA-2 signature");
    }
    try {
      Signature signature = Signature.getInstance(name);
      signature.initVerify(key);
      if (oid.equals(PSS)) {
        signature.setParameter(pss());
      }
      signature.update(bytes, from, to - from);
      return signature.verify(value) ? Optional.empty() : Optional.of("its signature is no good");
    } catch (GeneralSecurityException | IOException e) {
      return Optional.of("its signature is no good: " + e.getMessage());
    }
  }

  private PSSParameterSpec pss() throws GeneralSecurityException, IOException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
    parameters.init(algorithm.getParameters().toASN1Primitive().getEncoded());
    PSSParameterSpec spec = parameters.getParameterSpec(PSSParameterSpec.class);
    if (spec.getDigestAlgorithm().equalsIgnoreCase("SHA-1")) {
      throw new GeneralSecurityException("SHA-1");
    }
    return spec;
  }
}
