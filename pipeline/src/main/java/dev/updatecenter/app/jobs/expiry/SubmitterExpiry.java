package dev.updatecenter.app.jobs.expiry;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.CertificateName;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.PublisherRegistry.Publisher;
import java.util.List;

/**
 * When the certificates of registered submitters end. Those that policy.yaml names are known by
 * their digest alone, and nothing is said of them.
 */
final class SubmitterExpiry {
  private final Wiring wiring;

  SubmitterExpiry(Wiring wiring) {
    this.wiring = wiring;
  }

  List<Expiry> of(ProductName product) {
    return wiring.publishers().list(product).stream()
        .filter(publisher -> publisher.retiredAt().isEmpty())
        .map(publisher -> expiry(publisher).of(product))
        .toList();
  }

  private static Expiry expiry(Publisher publisher) {
    return Expiry.of(
        ExpiryKind.SUBMITTER_CERTIFICATE,
        "submitter " + CertificateName.of(publisher.certificate()),
        publisher.certificate().getNotAfter().toInstant(),
        "What is signed with it from then on is refused; what was timestamped before still counts.",
        "Register the submitter's next certificate with 'ducctl publisher register'.");
  }
}
