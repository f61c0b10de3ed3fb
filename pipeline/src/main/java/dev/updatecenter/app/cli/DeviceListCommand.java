package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.DeviceJson;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.stage.reporting.EnrolledDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ducctl device list}. */
@Command(name = "list", description = "Lists the enrolled devices.")
final class DeviceListCommand implements Callable<Integer> {
  private final Session session;

  DeviceListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<EnrolledDevice> devices = new ArrayList<>();
    if (session.home().exists()) {
      try (Wiring wiring = session.wiring()) {
        for (RegisteredProduct product : wiring.models().list()) {
          devices.addAll(wiring.reports().enrolled(product.model().product()));
        }
      }
    }
    Output output = session.output();
    List<DeviceJson> json = devices.stream().map(DeviceJson::of).toList();
    Listing.print(
        session,
        new DeviceJson.Listing(1, json),
        json,
        () -> devices.forEach(d -> output.line(d.product() + " " + d.ring() + " " + d.device())));
    return ExitCode.DONE.code();
  }
}
