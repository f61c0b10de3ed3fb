package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the submitters' EV certificates that are registered for each product. */
public interface PublisherRegistry {
  /** Registers a certificate; again is fine, and takes a retirement back. */
  void register(ProductName product, X509Certificate certificate);

  /** Retires a certificate: it counts no longer. False when it is not registered. */
  boolean retire(ProductName product, ContentDigest certificate);

  /** Every registration of a product, retired ones too, oldest first. */
  List<Publisher> list(ProductName product);

  /**
   * A registered submitter.
   *
   * @param certificate the EV certificate
   * @param sha256 SHA-256 of its DER form
   * @param registeredAt when it was registered
   * @param retiredAt since when it counts no longer
   */
  record Publisher(
      X509Certificate certificate,
      ContentDigest sha256,
      Instant registeredAt,
      Optional<Instant> retiredAt) {}
}
