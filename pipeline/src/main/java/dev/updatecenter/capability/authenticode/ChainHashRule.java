package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.jspecify.annotations.Nullable;

/** CA/B Forum CSBR 3.10, 7.1.3.2: certificates are signed with SHA-2; a trusted root need not. */
final class ChainHashRule implements CertificateRule {
  private static final Pattern SHA_2 = Pattern.compile("SHA(256|384|512)WITH");
  private static final Set<String> SHA_2_OIDS =
      Set.of("2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3");

  @Override
  public List<Finding> check(SigningChain chain) {
    List<Finding> findings = new ArrayList<>();
    for (X509Certificate certificate : chain.certificates()) {
      if (!strong(certificate) && !chain.roots().contains(certificate)) {
        findings.add(
            Finding.error(
                    "UC4004",
                    chain.subject(),
                    SigningChain.name(certificate)
                        + " is signed with "
                        + certificate.getSigAlgName())
                .because("Its hash function is broken.")
                .fixedBy("Use a certificate signed with SHA-256 or better."));
      }
    }
    return findings;
  }

  /** What is not known to be strong is not: RSASSA-PSS says its hash only in its parameters. */
  private static boolean strong(X509Certificate certificate) {
    String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    return SHA_2.matcher(algorithm).lookingAt()
        || (algorithm.equals("RSASSA-PSS") && pss(certificate.getSigAlgParams()));
  }

  private static boolean pss(byte @Nullable [] parameters) {
    try {
      // RFC 8017 A.2.3: what is left out is SHA-1.
      String hash =
          RSASSAPSSparams.getInstance(parameters).getHashAlgorithm().getAlgorithm().getId();
      return SHA_2_OIDS.contains(hash);
    } catch (RuntimeException e) {
      // BouncyCastle tells broken structure by many kinds of unchecked exceptions.
      return false;
    }
  }
}
