package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.Flighting;
import dev.updatecenter.app.jobs.RefusedException;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl promote}. */
@Command(name = "promote", description = "Flights the same release to the next ring.")
final class PromoteCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "P", converter = ProductNameConverter.class, description = "Product.")
  @Nullable ProductName product;

  @Option(
      names = "--ring",
      converter = RingNameConverter.class,
      description = "The ring to move; default: the one behind the newest flight's.")
  @Nullable RingName ring;

  @Option(
      names = "--plan",
      paramLabel = "PLAN",
      description = "The plan that is meant, its file or digest: any other ends with exit 6.")
  @Nullable String plan;

  @Mixin SkipOption skip = new SkipOption();

  PromoteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    FlightPrinter printer = new FlightPrinter(session.output());
    ProductName name = Objects.requireNonNull(product);
    try (Wiring wiring = session.wiring()) {
      printer.started(
          new Flighting(wiring)
              .promote(
                  name,
                  Optional.ofNullable(ring),
                  skip.reason(),
                  PlannedRelease.ofFlight(Optional.ofNullable(plan))));
      return ExitCode.DONE.code();
    } catch (RefusedException e) {
      return printer.refused(name, e);
    }
  }
}
