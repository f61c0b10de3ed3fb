package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.FailuresJson;
import dev.updatecenter.app.api.FailuresJson.FailureJson;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.reporting.FailureCount;
import dev.updatecenter.stage.reporting.KnownFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ducctl device failures}. Reads only. */
@Command(name = "failures", description = "Counts failures by code, with what helps first.")
final class DeviceFailuresCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "P",
      arity = "0..1",
      converter = ProductNameConverter.class,
      description = "Product; default: all.")
  @Nullable ProductName product;

  DeviceFailuresCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<FailureJson> failures = new ArrayList<>();
    try (KeptState kept = KeptState.open(session)) {
      for (RegisteredProduct each : kept.products(Optional.ofNullable(product))) {
        failures.addAll(failures(kept.wiring(), each.model().product()));
      }
    }
    Listing.print(session, new FailuresJson(1, failures), failures, () -> print(failures));
    return ExitCode.DONE.code();
  }

  private static List<FailureJson> failures(Wiring wiring, ProductName name) {
    KnownFailures known = KnownFailures.load();
    List<FailureJson> failures = new ArrayList<>();
    for (FailureCount count : wiring.reports().failures(name)) {
      failures.add(
          FailureJson.of(name, count, count.code().map(known::of).orElseGet(known::withoutCode)));
    }
    return failures;
  }

  private void print(List<FailureJson> failures) {
    Output output = session.output();
    if (failures.isEmpty()) {
      output.line("No device reported a failure.");
    }
    for (FailureJson f : failures) {
      String code = f.code() == null ? "no code" : f.code() + " " + f.name();
      output.line(
          f.product()
              + " "
              + code
              + ": "
              + Counted.devices(f.devices())
              + " since "
              + Moment.of(f.since()));
      output.line("    " + f.meaning());
      output.line("    first aid: " + f.firstAid());
      for (FailuresJson.PlaceJson place : f.places()) {
        output.line(
            "    %s in %s: %s since %s"
                .formatted(
                    place.release(),
                    place.ring(),
                    Counted.devices(place.devices()),
                    Moment.of(place.since())));
      }
    }
  }
}
