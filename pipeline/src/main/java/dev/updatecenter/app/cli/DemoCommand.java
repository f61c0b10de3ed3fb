package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.DemoJson;
import dev.updatecenter.app.jobs.Advance;
import dev.updatecenter.app.jobs.Flighting;
import dev.updatecenter.app.jobs.ProductImport;
import dev.updatecenter.app.jobs.Products;
import dev.updatecenter.app.jobs.Submitting;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.StoreWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ducctl demo}: the main job on the sample, with nothing pretended. */
@Command(
    name = "demo",
    description = "Runs the main job on the sample, from a workspace to a device.")
final class DemoCommand implements Callable<Integer> {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");

  private final Session session;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Path workspace = workspace();
    DemoTrust.configure(HomeFolder.usable(session.home()).create(), workspace);
    Output output = session.output();
    try (Wiring wiring = session.wiring()) {
      boolean changed = run(wiring, workspace);
      Flight flight =
          wiring.flights().list(PRODUCT).stream()
              .filter(f -> f.ring().equals(RingName.PREVIEW))
              .findFirst()
              .orElseThrow();
      output.result(
          new DemoJson(
              1,
              changed,
              PRODUCT.value(),
              flight.version().toString(),
              flight.ring().value(),
              flight.state().wireName()),
          () -> summary(output, wiring, changed));
      return ExitCode.DONE.code();
    }
  }

  /** Each step says "nothing to do" by itself; false when all of them did. */
  private boolean run(Wiring wiring, Path workspace) throws IOException {
    Output output = session.output();
    output.say("1/6 Importing the workspace " + workspace);
    boolean changed = register(wiring, workspace);
    output.say("2/6 Submitting release.yaml: Validation, Sign, Publish, Finalize");
    Submitting.Result release = new Submitting(wiring).submit(workspace.resolve("release.yaml"));
    changed |= release.outcome() != Submitting.Outcome.UNCHANGED;
    DemoFleet fleet = new DemoFleet(wiring, workspace);
    output.say("3/6 Enrolling " + DemoFleet.SIZE + " simulated devices in Preview");
    changed |= fleet.enrol(PRODUCT);
    changed |= DemoSubscription.note(wiring, PRODUCT, output);
    output.say("4/6 Flighting to Preview: Validation, Targeting, Finalize");
    Flighting.Wish newest =
        new Flighting.Wish(
            Optional.empty(), Optional.of(release.submission().version()), Optional.empty());
    Flighting.Result flight = new Flighting(wiring).flight(PRODUCT, RingName.PREVIEW, newest);
    changed |= flight.started();
    if (flight.flight().state() == FlightState.PASSED) {
      output.say("5/6 Preview has passed before; its devices are up to date");
      return changed;
    }
    output.say("5/6 Devices scan, download, verify and report");
    RegisteredProduct product = Products.require(wiring, PRODUCT);
    fleet.update(product, output);
    output.say("6/6 Advancing: reports in, gates evaluated");
    AdvanceCommand.print(output, new Advance(wiring).run(product));
    return true;
  }

  private boolean register(Wiring wiring, Path workspace) throws IOException {
    ProductImport.Result result =
        new ProductImport(wiring).workspace(workspace, Optional.of(PRODUCT));
    if (result.refused()) {
      session.output().findings(result.findings());
      throw UpdateCenterException.error(
              "UC1056", ExitCode.FINDINGS, "the sample's product is refused")
          .where(workspace)
          .why("findings stand above; 'ducctl explain' knows each code")
          .fix("restore samples/contoso-kiosk, or use another --home")
          .state("nothing was registered or published")
          .build();
    }
    return result.changed();
  }

  private void summary(Output output, Wiring wiring, boolean changed) {
    Home home = session.home();
    StoreWiring stores = wiring.stores();
    if (!changed) {
      output.line("There was nothing to do: everything is as the last run left it.");
    }
    output.line("Published tree   " + stores.published());
    wiring
        .configuration()
        .places()
        .publicUrl()
        .ifPresent(url -> output.line("Devices ask      " + url));
    if (stores.privateFolder().isEmpty()) {
      output.line("Private part     " + stores.hidden());
    }
    output.line("Trusted root     " + home.trust().resolve(PRODUCT.value()).resolve("root.json"));
    output.line("Signing roots    " + home.trust().resolve("code-signing-root.pem"));
    output.line("Timestamp roots  " + home.trust().resolve("timestamp-root.pem"));
    output.line("Next             ./ducctl status " + PRODUCT);
  }

  /** The launcher says where the checkout is. */
  private static Path workspace() {
    Path checkout = Path.of(System.getProperty("updatecenter.checkout", "."));
    Path workspace = checkout.resolve("samples").resolve("contoso-kiosk").normalize();
    if (!Files.isRegularFile(workspace.resolve("IoTWorkspace.xml"))) {
      throw UpdateCenterException.error(
              "UC1055", ExitCode.NOT_FOUND, "the sample workspace is missing")
          .where(workspace)
          .why("the demo runs on samples/contoso-kiosk of a checkout")
          .fix("run ./ducctl demo at the top of a checkout")
          .state("nothing was changed")
          .build();
    }
    return workspace;
  }
}
