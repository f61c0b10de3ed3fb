package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.Enrolment;
import dev.updatecenter.app.lab.SimulatedDevice;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.device.ScanResult;
import dev.updatecenter.device.TrustedRoot;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.offer.DeviceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The demo's devices: a dozen, each with a key and a memory of its own. */
final class DemoFleet {
  static final int SIZE = 12;

  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final PackageVersion OS = PackageVersion.parse("10.0.17763.1577");
  private static final PackageVersion OCP = PackageVersion.parse("10.0.0.0");

  private final Wiring wiring;
  private final Path workspace;
  private final List<SimulatedDevice> devices;

  DemoFleet(Wiring wiring, Path workspace) {
    this.wiring = wiring;
    this.workspace = workspace;
    SimulatedDevice.Factory parts =
        new SimulatedDevice.Factory(
            Wiring::reader,
            Wiring.reportSink(wiring.home().privatePart().toUri()),
            wiring.verifier(),
            wiring.clock());
    Path folder = wiring.home().devices();
    this.devices =
        IntStream.rangeClosed(1, SIZE)
            .mapToObj(i -> folder.resolve("device-%02d".formatted(i)))
            .map(state -> new SimulatedDevice(parts, state))
            .toList();
  }

  /** Enrols every device that is not enrolled yet. False when all are. */
  boolean enrol(ProductName product) {
    List<DeviceId> missing =
        devices.stream()
            .map(SimulatedDevice::id)
            .filter(id -> wiring.reports().find(product, id).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      new Enrolment(wiring).enrol(missing, product, RingName.PREVIEW);
    }
    return !missing.isEmpty();
  }

  /** Every device takes what it is offered and reports that it works. */
  void update(Output output) throws IOException {
    SimulatedDevice.Image image = image();
    Path download = wiring.home().devices().resolve("download");
    for (int i = 0; i < SIZE; i++) {
      // The first one shows what it downloads; to the others it is a formality.
      Optional<Path> out = i == 0 ? Optional.of(download) : Optional.empty();
      ScanResult scan = devices.get(i).scan(image, out, i == 0 ? wiring.progress() : Progress.NONE);
      if (i == 0) {
        scan.reasons().forEach(reason -> output.say("  " + reason));
        scan.packages().forEach(p -> output.say("  verified " + p.file()));
      }
      if (scan.decision().equals("install")) {
        devices.get(i).succeed(image, scan);
      }
    }
  }

  private SimulatedDevice.Image image() throws IOException {
    Home home = wiring.home();
    Path root = home.trust().resolve(PRODUCT.value()).resolve("root.json");
    return new SimulatedDevice.Image(
        home.store().toUri(),
        TrustedRoot.of(Files.readAllBytes(root)),
        wiring.trust().anchors(),
        SmbiosTable.read(workspace.resolve("device").resolve("smbios.bin")),
        RingName.PREVIEW,
        OS,
        OCP);
  }
}
