package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.StatusJson;
import dev.updatecenter.app.api.StatusJson.ProductJson;
import dev.updatecenter.app.api.WatchEventJson;
import dev.updatecenter.app.api.ci.CleanText;
import dev.updatecenter.app.jobs.view.Looks;
import dev.updatecenter.app.jobs.view.Pause;
import dev.updatecenter.app.jobs.view.StatusView;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl watch}. Reads only; holds the database for the moment of each look. */
@Command(
    name = "watch",
    description = "Shows the status as it changes, until nothing is active; Ctrl-C ends it.")
final class WatchCommand implements Callable<Integer> {
  /** Between a ring that passes and the next that begins by itself nothing is active. */
  private static final int LAST_LOOKS = 2;

  private static final String ADVANCE = "ducctl advance";

  private final Session session;
  private final Pause pause;

  @Parameters(paramLabel = "P", converter = ProductNameConverter.class, description = "Product.")
  @Nullable ProductName product;

  @Option(
      names = "--every",
      paramLabel = "D",
      defaultValue = "5s",
      converter = EveryConverter.class,
      description = "Time between two looks; default: 5s.")
  Duration every = Duration.ofSeconds(5);

  WatchCommand(Session session, Pause pause) {
    this.session = session;
    this.pause = pause;
  }

  @Override
  public Integer call() {
    WatchChanges changes = new WatchChanges();
    Looks<ProductJson> looks = Looks.steady(this::look, pause);
    try {
      for (int idle = 0; ; pause.await(every)) {
        ProductJson now = looks.next();
        show(now, changes.since(now, session.clock().instant()));
        idle = isActive(now) ? 0 : idle + 1;
        if (idle == LAST_LOOKS || (idle > 0 && !isAboutToGoOn(now))) {
          end(now);
          return ExitCode.DONE.code();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED.code();
    }
  }

  private ProductJson look() {
    try (KeptState kept = KeptState.open(session)) {
      var registered = kept.product(Objects.requireNonNull(product));
      return StatusView.of(kept.wiring(), registered);
    }
  }

  private static boolean isActive(ProductJson product) {
    return product.rings().stream()
        .flatMap(r -> r.flights().stream())
        .anyMatch(f -> f.flight().state().equals("active"));
  }

  private static boolean isAboutToGoOn(ProductJson product) {
    return product.next().stream().anyMatch(n -> n.command().equals(ADVANCE));
  }

  private void show(ProductJson now, List<WatchEventJson> events) {
    if (session.options().format() == OutputFormat.NDJSON) {
      events.forEach(e -> session.out().println(Json.text(e)));
    } else if (session.output().human() && session.redraws()) {
      // Drawn where progress is; stdout gets the last state, as of every command.
      String frame = String.join("\n", StatusLines.of(now));
      session
          .err()
          .print("\u001b[H\u001b[J" + frame + "\n  next look in " + every.toSeconds() + " s\n");
      session.err().flush();
    } else if (session.output().human()) {
      events.forEach(
          e -> session.output().line(Moment.of(e.at()) + " " + CleanText.line(e.sentence())));
    }
  }

  private void end(ProductJson last) {
    Instant now = session.clock().instant();
    WatchEventJson ended =
        WatchEventJson.of(now.toString(), last.product(), "ended", "nothing is active");
    switch (session.options().format()) {
      case NDJSON -> session.out().println(Json.text(ended));
      case JSON -> session.out().println(Json.text(new StatusJson(1, List.of(last))));
      case HUMAN -> {
        if (session.redraws()) {
          StatusLines.of(last).forEach(session.output()::line);
        }
        session.output().line(Moment.of(ended.at()) + " " + ended.sentence());
      }
    }
  }
}
