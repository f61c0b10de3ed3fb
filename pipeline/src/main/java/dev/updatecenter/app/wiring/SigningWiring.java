package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.authenticode.CertificatePolicy.Profile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.signing.FileSigner;
import dev.updatecenter.stage.signing.SignedFiles;
import dev.updatecenter.stage.validation.InnerCatalogs;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What signs files, and reads what was signed. */
public final class SigningWiring {
  private final Wiring wiring;

  SigningWiring(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * The certificate that signs and those above it, leaf first, where {@code keys.certificates} has
   * them: a host that only judges needs no key. Empty where it does not.
   */
  public List<X509Certificate> configuredChain() {
    KeySettings keys = wiring.configuration().keys();
    return keys.release().isPresent() && keys.certificates().isPresent()
        ? wiring.keys().configuredChain()
        : List.of();
  }

  /**
   * Signs files of a product.
   *
   * @param profile how serious the policy is that signatures have to satisfy
   * @param submission what they are signed for, to be told in the audit log; empty for single files
   */
  public FileSigner fileSigner(
      ProductName product, Profile profile, Optional<ContentDigest> submission) {
    // The key first: a throw-away one brings the root that its signatures chain to.
    AuthenticodeSigner key = wiring.signer();
    Map<String, String> facts = new HashMap<>();
    facts.put("custody", wiring.custody().name().toLowerCase(Locale.ROOT));
    submission.ifPresent(digest -> facts.put("submission", digest.hex()));
    return new FileSigner(
        product,
        key,
        signedFiles(product, profile),
        innerCatalogs(product, profile),
        wiring.audit(),
        facts);
  }

  /** Finds the catalogs inside packages of a product. */
  private InnerCatalogs innerCatalogs(ProductName product, Profile profile) {
    return new InnerCatalogs(
        wiring.verifier(),
        wiring.trust().strict(profile),
        wiring.validation().publishers(product),
        wiring.configuration().cabinetLimits());
  }

  /** What was signed of a product; opens no key. */
  public SignedFiles signedFiles(ProductName product, Profile profile) {
    return new SignedFiles(
        product,
        wiring.verifier(),
        wiring.trust().strict(profile),
        wiring.home().signed(),
        wiring.signings());
  }
}
