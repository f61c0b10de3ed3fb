package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.kernel.core.ProductName;
import java.time.Instant;
import java.util.Optional;

/**
 * Port: what somebody wants to change of a product's policy, and what was changed. Its rows may be
 * forged: what is shown to whoever decides has to have the digest that they decide on. Calls join
 * the transaction of the calling thread; the product's lease keeps a second writer away.
 */
public interface PolicyChangeLedger {
  /**
   * Remembers what is proposed; the same again changes nothing.
   *
   * @param document the policy.yaml, or the certificate's DER form in Base64
   */
  void propose(ApprovalSubject subject, String document);

  /** What was proposed under a subject, as nobody has verified it. */
  Optional<String> proposed(ApprovalSubject subject);

  /** Adds a change to the history of its product. */
  void changed(ApprovalSubject subject, String document);

  /** When anything of a product's policy changed last, to the millisecond. */
  Optional<Instant> lastChange(ProductName product);
}
