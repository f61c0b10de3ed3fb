package dev.updatecenter.app.jobs.repo;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.offer.RingOffers;
import dev.updatecenter.stage.upkeep.gc.HomeNeeds;
import dev.updatecenter.stage.upkeep.gc.PendingNames;
import dev.updatecenter.stage.upkeep.gc.TrustedRoots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a home knows about its products beyond what the store tells. */
final class NeededHere implements TrustedRoots {
  private final Wiring wiring;

  NeededHere(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Optional<byte[]> of(ProductName product) {
    try {
      return wiring.publishing().trustedRoot(product);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HomeNeeds needs() {
    Map<ProductName, Set<PackageVersion>> releases = new HashMap<>();
    Set<BlobName> pending = new HashSet<>();
    if (wiring.home().hasDatabase()) {
      for (RegisteredProduct each : wiring.models().list()) {
        ProductName product = each.model().product();
        releases.put(product, releases(each.model()));
        pending.addAll(pending(product));
      }
    }
    return new HomeNeeds(releases, pending);
  }

  /** Published within the retention, and whatever an offer would be made of again. */
  private Set<PackageVersion> releases(DeviceModel model) {
    ProductName product = model.product();
    Instant horizon = wiring.clock().instant().minus(wiring.configuration().retention().packages());
    Set<PackageVersion> needed = new HashSet<>();
    wiring.publications().list(product).stream()
        .filter(entry -> !entry.publishedAt().isBefore(horizon))
        .forEach(entry -> needed.add(entry.version()));
    List<Flight> flights = wiring.flights().list(product);
    RingOffers offers = new RingOffers(model, flights, wiring.releases().list(product));
    flights.stream()
        .map(Flight::ring)
        .distinct()
        .flatMap(ring -> offers.fresh(ring).releases().stream())
        .forEach(release -> needed.add(release.version()));
    return needed;
  }

  private Set<BlobName> pending(ProductName product) {
    Path file = wiring.publishing().pending(product);
    try {
      return Files.isRegularFile(file)
          ? PendingNames.of(Files.readAllBytes(file), file.toString())
          : Set.of();
    } catch (MalformedDocumentException e) {
      throw UpdateCenterException.error(
              "UC5135", ExitCode.DISK, "what a publisher was about to publish cannot be read")
          .where(file)
          .why(String.valueOf(e.getMessage()))
          .fix("run 'ducctl refresh', which ends that publication, then the same command again")
          .state("nothing was deleted")
          .cause(e)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
