package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.Flighting;
import dev.updatecenter.app.jobs.RefusedException;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl flight}. */
@Command(
    name = "flight",
    description = "Validation, Targeting, Finalize: offers a release to a ring.")
final class FlightCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "P", converter = ProductNameConverter.class, description = "Product.")
  @Nullable ProductName product;

  @Option(
      names = "--ring",
      required = true,
      converter = RingNameConverter.class,
      description = "The ring to move.")
  @Nullable RingName ring;

  @Option(
      names = "--ocp",
      paramLabel = "V",
      converter = VersionConverter.class,
      description = "OEM custom package version to reach; without --os the OS stays as it is.")
  @Nullable PackageVersion ocp;

  @Option(
      names = "--os",
      paramLabel = "V",
      converter = VersionConverter.class,
      description = "OS version to reach, alone or with --ocp; without both the newest release.")
  @Nullable PackageVersion os;

  @Mixin SkipOption skip = new SkipOption();

  FlightCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    FlightPrinter printer = new FlightPrinter(session.output());
    ProductName name = Objects.requireNonNull(product);
    try (Wiring wiring = session.wiring()) {
      Flighting.Wish wish =
          new Flighting.Wish(Optional.ofNullable(os), Optional.ofNullable(ocp), skip.reason());
      Flighting.Result result =
          new Flighting(wiring).flight(name, Objects.requireNonNull(ring), wish);
      printer.started(result);
      return ExitCode.DONE.code();
    } catch (RefusedException e) {
      return printer.refused(name, e);
    }
  }
}
