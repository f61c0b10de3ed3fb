package dev.updatecenter.app.jobs.expiry;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Everything of a home that ends, the first to end first. */
public final class KeyExpiry {
  private final Wiring wiring;

  /** Looks into a home; no key is opened and nobody is asked. */
  public KeyExpiry(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * All of it.
   *
   * @throws IOException when the store or the home cannot be read
   */
  public List<Expiry> all() throws IOException {
    List<Expiry> all = new ArrayList<>(new CertificateExpiry(wiring).all());
    if (wiring.home().hasDatabase()) {
      SignatureCache cache =
          SignatureCache.open(wiring.home().folder().resolve("cache").resolve("signatures.json"));
      PackageExpiry packages = new PackageExpiry(wiring, cache);
      for (RegisteredProduct product : wiring.models().list()) {
        all.addAll(new SubmitterExpiry(wiring).of(product.model().product()));
        all.addAll(new MetadataExpiry(wiring, product).all());
        all.addAll(packages.of(product.model().product()));
      }
      all.addAll(packages.authorities());
      cache.close();
    }
    return all.stream().sorted(Expiry.ORDER).toList();
  }

  /** What ends of the published metadata of a product. */
  public List<Expiry> metadata(RegisteredProduct product) {
    return new MetadataExpiry(wiring, product).all().stream().sorted(Expiry.ORDER).toList();
  }
}
