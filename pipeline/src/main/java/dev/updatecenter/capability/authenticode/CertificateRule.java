package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.util.List;

/** One demand on a signing certificate and its chain. Keeps no state. */
interface CertificateRule {
  /** What is against the rule; empty when nothing is. */
  List<Finding> check(SigningChain chain);
}
