package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.FlightJson;
import dev.updatecenter.app.api.WaitJson;
import dev.updatecenter.app.api.ci.CleanText;
import dev.updatecenter.app.jobs.view.Awaited;
import dev.updatecenter.app.jobs.view.Looks;
import dev.updatecenter.app.jobs.view.Pause;
import dev.updatecenter.app.jobs.view.WaitLook;
import dev.updatecenter.app.jobs.view.WaitLoop;
import dev.updatecenter.app.jobs.view.Waiting;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl wait}. Reads only; holds the database for the moment of each look. */
@Command(
    name = "wait",
    description =
        "Waits until a ring has passed. Exit 7: halted; 8: not in time, which it says at once.")
final class WaitCommand implements Callable<Integer> {
  private final Session session;
  private final Pause pause;

  @Parameters(paramLabel = "P", converter = ProductNameConverter.class, description = "Product.")
  @Nullable ProductName product;

  @Option(
      names = "--for",
      paramLabel = "ring=R:STATE",
      required = true,
      converter = RingGoal.Converter.class,
      description = "Ring and how far it has to be: passed, or active.")
  @Nullable RingGoal goal;

  @Option(
      names = "--release",
      paramLabel = "V",
      converter = VersionConverter.class,
      description = "Release; default: the newest on its way to the ring.")
  @Nullable PackageVersion release;

  @Option(
      names = "--timeout",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "At most so long, such as 12h; default: as long as it takes.")
  @Nullable Duration timeout;

  @Option(
      names = "--every",
      paramLabel = "D",
      defaultValue = "15s",
      converter = EveryConverter.class,
      description = "Time between two looks; default: 15s.")
  Duration every = Duration.ofSeconds(15);

  WaitCommand(Session session, Pause pause) {
    this.session = session;
    this.pause = pause;
  }

  @Override
  public Integer call() {
    ProductName name = Objects.requireNonNull(product);
    RingGoal wanted = Objects.requireNonNull(goal);
    Awaited awaited;
    try (KeptState kept = KeptState.open(session)) {
      kept.product(name);
      awaited =
          new Waiting(kept.wiring())
              .settle(name, wanted.ring(), wanted.goal(), Optional.ofNullable(release));
    }
    WaitTold told = new WaitTold(session, awaited);
    Looks<WaitLook> looks = Looks.steady(() -> look(awaited), pause);
    WaitLoop loop = new WaitLoop(looks, session.clock(), pause, every);
    try {
      WaitLook last = loop.run(Optional.ofNullable(timeout), told::look);
      print(awaited, last);
      return exit(last).code();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED.code();
    }
  }

  private WaitLook look(Awaited awaited) {
    try (Wiring wiring = session.wiring()) {
      return new Waiting(wiring).look(awaited);
    }
  }

  private static ExitCode exit(WaitLook look) {
    return switch (look.state()) {
      case REACHED -> ExitCode.DONE;
      case PENDING -> ExitCode.PENDING;
      case HALTED -> ExitCode.FAILED;
    };
  }

  private void print(Awaited awaited, WaitLook look) {
    Output output = session.output();
    output.result(
        new WaitJson(
            1,
            awaited.product().value(),
            awaited.ring().value(),
            awaited.release().toString(),
            awaited.goal().wireName(),
            look.state().wireName(),
            look.earliest().toString(),
            look.missing(),
            FlightJson.of(look.flight()),
            Output.json(look.findings())),
        () -> {
          output.line(sentence(awaited, look));
          look.missing().forEach(m -> output.line("  " + CleanText.line(m)));
        });
  }

  private static String sentence(Awaited awaited, WaitLook look) {
    String what = awaited.release() + " in " + awaited.ring();
    return switch (look.state()) {
      case REACHED -> what + " is " + awaited.goal().wireName() + ".";
      case HALTED -> what + " will not be " + awaited.goal().wireName() + ": it is halted.";
      case PENDING ->
          what
              + " is not "
              + awaited.goal().wireName()
              + " in time; the earliest possible is "
              + Moment.of(look.earliest())
              + ".";
    };
  }
}
