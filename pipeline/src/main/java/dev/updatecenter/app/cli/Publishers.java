package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.PublisherJson;
import dev.updatecenter.app.jobs.PolicyApproval;
import dev.updatecenter.app.jobs.PolicyChange;
import dev.updatecenter.app.jobs.Products;
import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.PublisherRegistry;
import dev.updatecenter.stage.validation.PublisherRegistry.Publisher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The submitters of one product: those of its policy, and those registered or retired since. */
final class Publishers {
  private final Wiring wiring;
  private final RegisteredProduct product;
  private final ProductName name;

  Publishers(Wiring wiring, RegisteredProduct product) {
    this.wiring = wiring;
    this.product = product;
    this.name = product.model().product();
  }

  /** All of them, those of the policy first. */
  List<PublisherJson> list() {
    List<PublisherJson> all = new ArrayList<>();
    List<Publisher> registered = wiring.publishers().list(name);
    policy()
        .forEach(
            (who, sha256) -> {
              if (registered.stream().noneMatch(r -> r.sha256().equals(sha256))) {
                all.add(new PublisherJson(name.value(), sha256.hex(), who, "policy", null));
              }
            });
    for (Publisher each : registered) {
      all.add(
          new PublisherJson(
              name.value(),
              each.sha256().hex(),
              each.certificate().getSubjectX500Principal().getName(),
              "registered",
              each.retiredAt().map(Instant::toString).orElse(null)));
    }
    return all;
  }

  /**
   * Lets a certificate submit; one that is registered already may as it is.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 9 while approvals are missing,
   *     exit 4 when somebody rejected it
   */
  void register(PublisherCertificate certificate) {
    if (registered(certificate.sha256()).filter(r -> r.retiredAt().isEmpty()).isEmpty()) {
      change(
          "register-publisher",
          PolicyChange.ofRegistration(name, certificate.x509()),
          certificate,
          () -> registry().register(name, certificate.x509()));
    }
  }

  /**
   * Lets a certificate submit no longer; a retired one stays as it is.
   *
   * @return false when it was neither registered nor of the policy
   * @throws dev.updatecenter.kernel.core.UpdateCenterException as {@link #register}
   */
  boolean retire(PublisherCertificate certificate) {
    Optional<Publisher> registered = registered(certificate.sha256());
    if (registered.isEmpty() && !policy().containsValue(certificate.sha256())) {
      return false;
    }
    if (registered.filter(r -> r.retiredAt().isPresent()).isEmpty()) {
      change(
          "retire-publisher",
          PolicyChange.ofRetirement(name, certificate.x509()),
          certificate,
          () -> {
            if (registered.isEmpty()) {
              // One that only the policy names gets a row that can be retired.
              registry().register(name, certificate.x509());
            }
            registry().retire(name, certificate.sha256());
          });
    }
    return true;
  }

  private Optional<Publisher> registered(ContentDigest sha256) {
    return registry().list(name).stream().filter(r -> r.sha256().equals(sha256)).findFirst();
  }

  private void change(
      String act, PolicyChange change, PublisherCertificate certificate, Runnable work) {
    try (Lease lease = wiring.leases().acquire(name, act)) {
      new PolicyApproval(wiring).require(Products.require(wiring, name), change);
      Map<String, String> facts =
          Map.of(
              "certificate", certificate.sha256().hex(),
              "subject", certificate.x509().getSubjectX500Principal().getName());
      long intent = wiring.audit().intent(act, name, facts);
      lease.check();
      try {
        wiring
            .database()
            .transactions()
            .executeWithoutResult(
                status -> {
                  work.run();
                  wiring.policyChanges().changed(change.subject(), change.document());
                });
      } catch (RuntimeException e) {
        wiring.audit().failed(intent, name, e);
        throw e;
      }
      wiring.audit().result(intent, name, Outcome.DONE, facts);
    }
  }

  private PublisherRegistry registry() {
    return wiring.publishers();
  }

  private Map<String, ContentDigest> policy() {
    return ValidationWiring.policy(product).map(Policy::submitters).orElse(Map.of());
  }
}
