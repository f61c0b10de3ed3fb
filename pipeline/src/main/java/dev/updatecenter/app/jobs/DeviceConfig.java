package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.device.DeviceConfiguration;
import dev.updatecenter.device.DeviceImage;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes what an image of a product needs to find and trust its updates. */
public final class DeviceConfig {
  private final Wiring wiring;

  /** Writes what a home knows; its database stays closed. */
  public DeviceConfig(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * What may be said otherwise than usual.
   *
   * @param ring of the devices of the image
   * @param base where devices find their updates; empty: as configured
   * @param reports where devices bring their reports; empty: as configured
   */
  public record Wish(RingName ring, Optional<URI> base, Optional<URI> reports) {
    /** As a device in the market has it. */
    public static final Wish USUAL =
        new Wish(RingName.GENERAL_AVAILABILITY, Optional.empty(), Optional.empty());
  }

  /**
   * What was written.
   *
   * @param configuration what devices are told
   * @param files the zip's content by name
   * @param digest of the zip
   * @param written false when the same was there already
   */
  public record Result(
      DeviceConfiguration configuration,
      SortedMap<String, byte[]> files,
      ContentDigest digest,
      boolean written) {}

  /**
   * Writes the zip. The same home and wish give the same bytes.
   *
   * @throws UpdateCenterException exit 2 when an address is missing or holds what no image may
   *     carry, exit 5 when the product has no such ring, nothing was published yet or the file's
   *     folder is not there, exit 6 when the file holds something else
   */
  public Result write(DeviceModel model, Wish wish, Path out) throws IOException {
    if (!model.rings().contains(wish.ring())) {
      throw noRing(model, wish.ring());
    }
    DeviceConfigAddresses addresses = new DeviceConfigAddresses(wiring);
    URI base = addresses.base(wish.base());
    DeviceConfiguration configuration =
        new DeviceConfiguration(
            model.product(),
            base,
            addresses.reports(wish.reports(), base),
            wish.ring(),
            model.target());
    Path trust = wiring.home().trust();
    SortedMap<String, byte[]> files = new TreeMap<>(KitFiles.of(configuration));
    files.put(
        DeviceImage.ROOT,
        published(trust.resolve(model.product().value()).resolve("root.json"), model.product()));
    for (String pem : new String[] {DeviceImage.CODE_SIGNING, DeviceImage.TIMESTAMPING}) {
      files.put(pem, published(trust.resolve(pem), model.product()));
    }
    byte[] zip = DeviceConfigZip.bytes(files);
    boolean written = DeviceConfigZip.keep(zip, out);
    return new Result(configuration, files, ContentDigest.of(zip), written);
  }

  private static byte[] published(Path file, ProductName product) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw UpdateCenterException.error(
              "UC2053", ExitCode.NOT_FOUND, "there is nothing yet that a device could trust")
          .where(file)
          .why("the first publication of " + product + " makes its root and exports whom it trusts")
          .fix("submit a release of it: ducctl submit RELEASE.yaml")
          .state("nothing was written")
          .build();
    }
    return Files.readAllBytes(file);
  }

  private static UpdateCenterException noRing(DeviceModel model, RingName ring) {
    return UpdateCenterException.error(
            "UC1054", ExitCode.NOT_FOUND, model.product() + " has no ring '" + ring + "'")
        .where("--ring")
        .why("devices would ask for an offer that is never made")
        .fix("its rings are " + model.rings() + "; name one with --ring, or add it to product.yaml")
        .state("nothing was written")
        .build();
  }
}
