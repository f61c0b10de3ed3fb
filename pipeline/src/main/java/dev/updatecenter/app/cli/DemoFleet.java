package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.DeviceConfig;
import dev.updatecenter.app.jobs.DeviceConfigZip;
import dev.updatecenter.app.jobs.Enrolment;
import dev.updatecenter.app.lab.SimulatedDevice;
import dev.updatecenter.app.wiring.PlaceSettings;
import dev.updatecenter.app.wiring.StoreWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.device.DeviceImage;
import dev.updatecenter.device.ReportSink;
import dev.updatecenter.device.ScanResult;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.offer.DeviceId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The demo's devices: a dozen, each with a key and a memory of its own. */
final class DemoFleet {
  static final int SIZE = 12;

  private static final PackageVersion OS = PackageVersion.parse("10.0.17763.1577");
  private static final PackageVersion OCP = PackageVersion.parse("10.0.0.0");

  private final Wiring wiring;
  private final Path workspace;
  private final List<Path> states;

  DemoFleet(Wiring wiring, Path workspace) {
    this.wiring = wiring;
    this.workspace = workspace;
    Path folder = wiring.home().devices();
    this.states =
        IntStream.rangeClosed(1, SIZE)
            .mapToObj(i -> folder.resolve("device-%02d".formatted(i)))
            .toList();
  }

  /** Enrols every device that is not enrolled yet. False when all are. */
  boolean enrol(ProductName product) {
    List<DeviceId> missing =
        states.stream()
            .map(SimulatedDevice::id)
            .filter(id -> wiring.reports().find(product, id).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      new Enrolment(wiring).enrol(missing, product, RingName.PREVIEW);
    }
    return !missing.isEmpty();
  }

  /** Every device takes what it is offered and reports that it works. */
  void update(RegisteredProduct product, Output output) throws IOException {
    awaitEdge(product, output);
    DeviceImage image = flashed(product, output);
    SimulatedDevice.Image device =
        new SimulatedDevice.Image(
            image, SmbiosTable.read(workspace.resolve("device").resolve("smbios.bin")), OS, OCP);
    SimulatedDevice.Factory parts =
        new SimulatedDevice.Factory(
            StoreWiring::reader, sink(image), wiring.verifier(), wiring.clock());
    Path download = wiring.home().devices().resolve("download");
    for (int i = 0; i < SIZE; i++) {
      // The first one shows what it downloads; to the others it is a formality.
      Optional<Path> out = i == 0 ? Optional.of(download) : Optional.empty();
      SimulatedDevice each = new SimulatedDevice(parts, states.get(i));
      ScanResult scan = each.scan(device, out, i == 0 ? wiring.progress() : Progress.NONE);
      if (i == 0) {
        scan.reasons().forEach(reason -> output.say("  " + reason));
        scan.packages().forEach(p -> output.say("  verified " + p.file()));
      }
      if (scan.decision().equals("install")) {
        each.succeed(device, scan);
      }
    }
  }

  private void awaitEdge(RegisteredProduct product, Output output) {
    Optional<URI> address = places().publicUrl().filter(url -> !url.getScheme().equals("file"));
    if (address.isEmpty()) {
      return;
    }
    DemoEdge edge =
        new DemoEdge(
            wiring.store(), StoreWiring.reader(address.get()), d -> Thread.sleep(d.toMillis()));
    if (!edge.await(
        product.model().product(),
        () -> output.say("  the CDN may answer from a copy of timestamp.json for 30 s: waiting"))) {
      output.say("  the CDN still shows an older publication; devices see this one later");
    }
  }

  /**
   * Where reports go: what is configured, else the folder of this machine, whatever the address
   * that devices are shown, else a gateway under that same address (docs/hosting.md).
   */
  private Optional<URI> reports(URI base) {
    return places()
        .reportUrl()
        .or(() -> wiring.stores().privateFolder().map(Path::toUri))
        .or(() -> Optional.of(base));
  }

  /**
   * Where no gateway is configured, the demo's devices reach the private part as its owner does.
   */
  private ReportSink sink(DeviceImage image) {
    return places().reportUrl().isPresent() || wiring.stores().privateFolder().isPresent()
        ? StoreWiring.reportSink(image.configuration().reports())
        : wiring.stores().reportSink();
  }

  private PlaceSettings places() {
    return wiring.configuration().places();
  }

  /** Devices know what their image carries, and nothing else. */
  private DeviceImage flashed(RegisteredProduct product, Output output) throws IOException {
    Path zip = wiring.home().devices().resolve("device-config.zip");
    Path image = wiring.home().devices().resolve("image");
    // A run that was cut short may have left one, of another root.
    Files.deleteIfExists(zip);
    Optional<URI> base = places().publicUrl().or(() -> wiring.stores().folder().map(Path::toUri));
    DeviceConfig.Wish preview =
        new DeviceConfig.Wish(RingName.PREVIEW, base, base.flatMap(this::reports));
    new DeviceConfig(wiring).write(product.model(), preview, zip);
    DeviceConfigZip.unpack(zip, image);
    output.say("  their image carries " + zip);
    return DeviceImage.read(image);
  }
}
