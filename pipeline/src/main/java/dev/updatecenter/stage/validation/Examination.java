package dev.updatecenter.stage.validation;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.CertificatePolicy;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.submission.UpdateSubmission;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What rules may look at. Everything is already here or on this machine: no rule reaches further.
 *
 * @param submission what is judged
 * @param packages every package of it, opened once
 * @param product the registered product it names; empty when there is none
 * @param policy the product's policy; empty when there is none
 * @param publishers SHA-256 of the submitters' certificates that are registered for the product
 * @param highestPublished the highest version published so far
 * @param signing the chain of the certificate that would sign, leaf first; empty when the run holds
 *     none
 * @param custody where the private key of {@code signing} lives; empty when the run holds none
 * @param verifier judges signatures
 * @param anchors what signatures have to chain to
 * @param now the time of the run
 * @param registered whether {@code product} is registered, and not only described beside the
 *     release: then it is judged by what it would be registered as
 * @param limits how far packages may unpack
 */
public record Examination(
    UpdateSubmission submission,
    List<InspectedPackage> packages,
    Optional<RegisteredProduct> product,
    Optional<Policy> policy,
    Set<ContentDigest> publishers,
    Optional<PackageVersion> highestPublished,
    List<X509Certificate> signing,
    Optional<SigningKey.Custody> custody,
    AuthenticodeVerifier verifier,
    TrustAnchors anchors,
    Instant now,
    boolean registered,
    CabinetLimits limits) {
  /** An examination against what is registered, if anything is; where the key lives is open. */
  public Examination(
      UpdateSubmission submission,
      List<InspectedPackage> packages,
      Optional<RegisteredProduct> product,
      Optional<Policy> policy,
      Set<ContentDigest> publishers,
      Optional<PackageVersion> highestPublished,
      List<X509Certificate> signing,
      AuthenticodeVerifier verifier,
      TrustAnchors anchors,
      Instant now,
      CabinetLimits limits) {
    this(
        submission,
        packages,
        product,
        policy,
        publishers,
        highestPublished,
        signing,
        Optional.empty(),
        verifier,
        anchors,
        now,
        product.isPresent(),
        limits);
  }

  /** How strictly certificates are judged: as the policy says, else as in a lab. */
  public CertificatePolicy.Profile profile() {
    return policy.map(Policy::certificates).orElse(CertificatePolicy.Profile.LAB);
  }

  /** Copies. */
  public Examination {
    packages = List.copyOf(packages);
    publishers = Set.copyOf(publishers);
    signing = List.copyOf(signing);
  }
}
