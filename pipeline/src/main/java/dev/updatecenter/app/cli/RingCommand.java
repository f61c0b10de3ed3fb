package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.RingControl;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
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

  RingCommand(Session session, RingControl.Act act) {
    this.session = session;
    this.act = act;
  }

  @Override
  public Integer call() {
    Output output = session.output();
    ProductName name = Objects.requireNonNull(product);
    try (Wiring wiring = session.wiring()) {
      Flight flight = new RingControl(wiring).act(act, name, Optional.ofNullable(ring), reason);
      new FlightPrinter(output).changed(flight);
      if (act == RingControl.Act.HALT) {
        output.say(
            "Devices that hold the download install nothing more. Roll forward: submit the content"
                + " that worked under a version above "
                + flight.version()
                + " and flight it to "
                + flight.ring()
                + ".");
      }
      return ExitCode.DONE.code();
    }
  }
}
