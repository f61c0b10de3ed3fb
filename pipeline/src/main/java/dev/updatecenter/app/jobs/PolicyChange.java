package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.approval.ApprovalPurpose;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * A change of what binds a product.
 *
 * @param subject what people decide on
 * @param document what has its digest: policy.yaml, or a certificate's DER form in Base64
 */
public record PolicyChange(ApprovalSubject subject, String document) {
  /** Another policy.yaml. */
  static PolicyChange ofPolicy(ProductName product, String policyYaml) {
    ContentDigest digest = ContentDigest.of(policyYaml.getBytes(StandardCharsets.UTF_8));
    return new PolicyChange(
        ApprovalSubject.ofPolicy(ApprovalPurpose.POLICY, product, digest), policyYaml);
  }

  /** That a certificate may submit. */
  public static PolicyChange ofRegistration(ProductName product, X509Certificate certificate) {
    return ofCertificate(ApprovalPurpose.REGISTER_PUBLISHER, product, certificate);
  }

  /** That a certificate may submit no longer. */
  public static PolicyChange ofRetirement(ProductName product, X509Certificate certificate) {
    return ofCertificate(ApprovalPurpose.RETIRE_PUBLISHER, product, certificate);
  }

  private static PolicyChange ofCertificate(
      ApprovalPurpose purpose, ProductName product, X509Certificate certificate) {
    try {
      byte[] der = certificate.getEncoded();
      return new PolicyChange(
          ApprovalSubject.ofPolicy(purpose, product, ContentDigest.of(der)),
          Base64.getEncoder().encodeToString(der));
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("not an encodable certificate", e);
    }
  }
}
