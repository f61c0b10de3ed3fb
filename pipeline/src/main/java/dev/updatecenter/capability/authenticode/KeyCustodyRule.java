package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.SigningKey.Custody;
import dev.updatecenter.kernel.core.Finding;
import java.util.List;

/** CA/B Forum CSBR 3.10, 6.2.7: the key of a code signing certificate lives in hardware. */
final class KeyCustodyRule implements CertificateRule {
  private final Custody custody;

  KeyCustodyRule(Custody custody) {
    this.custody = custody;
  }

  @Override
  public List<Finding> check(SigningChain chain) {
    return custody == Custody.FILE
        ? List.of(
            Finding.error("UC4010", chain.subject(), "The signing key lies in a file")
                .because("A file can be copied without a trace; in production a token holds it.")
                .fixedBy("Name a key in a token or a key service under keys.release."))
        : List.of();
  }
}
