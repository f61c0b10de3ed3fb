package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.offer.OfferPublisher;
import dev.updatecenter.stage.offer.RolloutPublisher;
import dev.updatecenter.stage.publishing.EdgeVerifier;
import dev.updatecenter.stage.publishing.MetadataPublication;
import dev.updatecenter.stage.publishing.PackageUploader;
import dev.updatecenter.stage.publishing.ReleaseArchive;
import dev.updatecenter.stage.publishing.ReleasePublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What changes what devices see. */
public final class PublishingWiring {
  private final Wiring wiring;

  PublishingWiring(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Puts packages into the store. */
  public PackageUploader uploader() {
    return new PackageUploader(wiring.store(), wiring.progress());
  }

  /** Changes what devices see of a product. */
  public MetadataPublication metadata(RegisteredProduct product) {
    return metadata(product, pending(product.model().product()));
  }

  private MetadataPublication metadata(RegisteredProduct product, Path pending) {
    ProductName name = product.model().product();
    Home home = wiring.home();
    return new MetadataPublication(
        name,
        product.model().rings(),
        wiring.store(),
        new EdgeVerifier(wiring.edge(), wiring.progress(), wiring.clock(), EdgeVerifier.Pause.REAL),
        wiring.roleKeys(name).load(),
        home.trust().resolve(name.value()).resolve("root.json"),
        pending,
        wiring.audit(),
        wiring.clock());
  }

  /** Names uploaded packages. */
  public ReleasePublisher releases(RegisteredProduct product) {
    return new ReleasePublisher(metadata(product), wiring.publications(), wiring.clock());
  }

  /** Where a product's signed metadata is kept on its way. */
  public Path pending(ProductName product) {
    return wiring.home().folder().resolve("pending").resolve(product.value() + ".json");
  }

  /** The root by which a product's repository was begun; empty where this home has none. */
  public Optional<byte[]> trustedRoot(ProductName product) throws IOException {
    Path file = wiring.home().trust().resolve(product.value()).resolve("root.json");
    return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  /** Rebuilt OEM custom packages. */
  public ReleaseArchive archive() {
    return new ReleaseArchive(wiring.privatePart());
  }

  /** Moves rings by the rollout's key alone. */
  public RolloutPublisher rollouts(RegisteredProduct product) {
    return new RolloutPublisher(metadata(product), wiring.store(), wiring.clock());
  }

  /** The same beside a run that holds the lease and may have metadata of its own on its way. */
  public RolloutPublisher rolloutsBeside(RegisteredProduct product) {
    Path pending = pending(product.model().product());
    Path own = pending.resolveSibling(product.model().product() + ".halt.json");
    return new RolloutPublisher(metadata(product, own), wiring.store(), wiring.clock());
  }

  /** Puts offers and the rollout before devices. */
  public OfferPublisher offers(RegisteredProduct product) {
    return new OfferPublisher(metadata(product), wiring.store(), wiring.clock());
  }
}
