package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A product as it was registered: its model and the two documents, word for word.
 *
 * @param model what product.yaml says
 * @param digest SHA-256 of product.yaml in UTF-8
 * @param productYaml the document
 * @param policyYaml the policy beside it, not read here; empty where there is none
 * @param registeredAt to the microsecond, which is what databases keep
 */
public record RegisteredProduct(
    DeviceModel model,
    ContentDigest digest,
    String productYaml,
    String policyYaml,
    Instant registeredAt) {
  /** Refuses a digest that is not the document's. */
  public RegisteredProduct {
    if (!digest.equals(digestOf(productYaml))) {
      throw new IllegalArgumentException("the digest is not that of product.yaml: " + digest);
    }
    registeredAt = registeredAt.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Reads product.yaml again.
   *
   * @throws UpdateCenterException exit 2 when it does not describe a product
   */
  public static RegisteredProduct of(String productYaml, String policyYaml, Instant registeredAt) {
    ProductDocument document =
        ProductDocument.read(productYaml.getBytes(StandardCharsets.UTF_8), "product.yaml");
    DeviceModel model = document.model().orElseThrow(() -> refused(document.findings().get(0)));
    return new RegisteredProduct(
        model, digestOf(productYaml), productYaml, policyYaml, registeredAt);
  }

  /** A product without a model has a finding that says why. */
  private static UpdateCenterException refused(Finding finding) {
    return UpdateCenterException.error(finding.code(), ExitCode.USAGE, finding.message())
        .where(finding.where())
        .why(finding.why())
        .fix(finding.fix())
        .state("nothing was registered")
        .build();
  }

  private static ContentDigest digestOf(String text) {
    return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
