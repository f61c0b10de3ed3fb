package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.validation.approval.ApprovalPurpose;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Shows whoever decides on a change of a policy what it is. Only what has the digest that they
 * decide on is shown: the row that it comes from may be forged.
 */
public final class ProposedChange {
  private static final int MOST_LINES = 100;

  private final Wiring wiring;

  /** Looks into a home. */
  public ProposedChange(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Lines for people; of a policy those that go and those that come. */
  public List<String> lines(ApprovalSubject subject) {
    return wiring
        .policyChanges()
        .proposed(subject)
        .flatMap(document -> lines(subject, document))
        .orElse(List.of("nothing is known of it but its digest"));
  }

  /** Whether what is kept has the digest that is decided on. */
  boolean isKnown(ApprovalSubject subject) {
    return wiring
        .policyChanges()
        .proposed(subject)
        .flatMap(document -> lines(subject, document))
        .isPresent();
  }

  private Optional<List<String>> lines(ApprovalSubject subject, String document) {
    if (subject.purpose() != ApprovalPurpose.POLICY) {
      return certificate(subject.digest(), document);
    }
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return ContentDigest.of(bytes).equals(subject.digest())
        ? Optional.of(difference(subject, document))
        : Optional.empty();
  }

  private List<String> difference(ApprovalSubject subject, String document) {
    String registered =
        wiring.models().find(subject.product()).map(RegisteredProduct::policyYaml).orElse("");
    List<String> all = LineDifference.of(registered, document);
    if (all.isEmpty()) {
      return List.of("its lines are those of the registered policy");
    }
    List<String> shown = new ArrayList<>(all.subList(0, Math.min(MOST_LINES, all.size())));
    if (all.size() > MOST_LINES) {
      shown.add("and " + (all.size() - MOST_LINES) + " lines more");
    }
    return shown;
  }

  private static Optional<List<String>> certificate(ContentDigest digest, String base64) {
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      if (!ContentDigest.of(der).equals(digest)) {
        return Optional.empty();
      }
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      return Optional.of(
          List.of(
              "subject " + certificate.getSubjectX500Principal().getName(),
              "issuer  " + certificate.getIssuerX500Principal().getName(),
              "valid   "
                  + certificate.getNotBefore().toInstant()
                  + " to "
                  + certificate.getNotAfter().toInstant()));
    } catch (CertificateException | IllegalArgumentException forged) {
      return Optional.empty();
    }
  }
}
