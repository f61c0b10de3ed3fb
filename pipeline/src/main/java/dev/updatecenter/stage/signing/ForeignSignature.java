package dev.updatecenter.stage.signing;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.List;

/** What a file brings that must not be signed over: another's signature, or a broken one. */
final class ForeignSignature {
  private final ContentDigest certificate;

  /** Takes our own certificate. */
  ForeignSignature(ContentDigest certificate) {
    this.certificate = certificate;
  }

  /** Why the file cannot get our signature; empty when it can. */
  List<Finding> check(SignatureVerdict brought, String name) {
    if (brought.verdict() == Verdict.UNSIGNED || isOursAndWhole(brought)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    if (!brought.intact()) {
      findings.addAll(brought.findings());
    }
    brought
        .signer()
        .filter(signer -> !signer.sha256().equals(certificate))
        .ifPresent(signer -> findings.add(signed(name, signer)));
    return findings;
  }

  /** Refused by policy alone, such as for a timestamp that is missing: signing again mends it. */
  private boolean isOursAndWhole(SignatureVerdict brought) {
    return brought.intact() && OurSignature.isBy(brought, certificate);
  }

  private static Finding signed(String name, SignatureVerdict.Signer signer) {
    return Finding.error("UC4204", name, "It is signed already, by " + signer.subject())
        .because(
            "a signature of somebody else is kept: replacing it would take away who made the file")
        .fixedBy("sign the file as it was before, or publish it with the signature that it has");
  }
}
