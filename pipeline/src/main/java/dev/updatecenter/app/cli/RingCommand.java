package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ControlResultJson;
import dev.updatecenter.app.api.FlightJson;
import dev.updatecenter.app.jobs.ControlAdvice;
import dev.updatecenter.app.jobs.FlightName;
import dev.updatecenter.app.jobs.RingControl;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.RolloutState;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl pause}, {@code resume} and {@code halt}. */
@Command(description = "Acts on a ring at once.")
final class RingCommand implements Callable<Integer> {
  private final Session session;
  private final RingControl.Act act;

  @Parameters(paramLabel = "P", converter = ProductNameConverter.class, description = "Product.")
  @Nullable ProductName product;

  @Option(
      names = "--ring",
      converter = RingNameConverter.class,
      description = "The ring; default: the one of the newest flight.")
  @Nullable RingName ring;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why; devices and people are told.")
  String reason = "";

  @Option(
      names = "--release",
      paramLabel = "V",
      converter = VersionConverter.class,
      description = "The release; default: the one flighted there last.")
  @Nullable PackageVersion release;

  RingCommand(Session session, RingControl.Act act) {
    this.session = session;
    this.act = act;
  }

  @Override
  public Integer call() {
    ProductName name = Objects.requireNonNull(product);
    RingControl.Wish wish =
        new RingControl.Wish(Optional.ofNullable(ring), Optional.ofNullable(release), reason);
    try (Wiring wiring = session.wiring()) {
      print(new RingControl(wiring).act(act, name, wish));
      return ExitCode.DONE.code();
    }
  }

  private void print(RingControl.Result result) {
    Output output = session.output();
    FlightName name = result.name();
    ControlAdvice advice = ControlAdvice.of(act, result);
    String state = result.changed() ? "changed" : "unchanged";
    output.result(
        new ControlResultJson(
            1,
            state,
            name.product().value(),
            act.wireName(),
            name.ring().value(),
            name.version().toString(),
            result.flight().map(FlightJson::of).orElse(null),
            result.seen().map(RolloutState::wireName).orElse(null),
            advice.devices(),
            advice.next(),
            result.elsewhere().stream().map(RingName::value).toList()),
        () -> {
          output.line(
              (result.changed() ? "Now " : "It was so before: ")
                  + result.flight().map(Flight::toString).orElse(name.version() + " " + name.ring())
                  + ".");
          advice.devices().forEach(output::line);
          advice.next().forEach(line -> output.line("  " + line));
        });
  }
}
