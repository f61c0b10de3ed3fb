package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.KeyExpiryJson;
import dev.updatecenter.app.jobs.expiry.Expiry;
import dev.updatecenter.app.jobs.expiry.KeyExpiry;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ducctl keys expiry}. */
@Command(name = "expiry", description = "Says what ends when, and what to do about it.")
final class KeysExpiryCommand implements Callable<Integer> {
  private static final int WIDTH = 11;

  private final Session session;

  @Option(
      names = "--fail-within",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Exit 12 when something ends within that time, such as 60d, or is over.")
  @Nullable Duration failWithin;

  KeysExpiryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Instant now = session.clock().instant();
    List<Expiry> all = List.of();
    if (session.home().exists()) {
      try (Wiring wiring = session.wiring()) {
        all = new KeyExpiry(wiring).all();
      }
    }
    List<KeyExpiryJson> json = all.stream().map(e -> json(e, now)).toList();
    List<Expiry> shown = all;
    Listing.print(session, new KeyExpiryJson.Listing(1, now, json), json, () -> print(shown, now));
    boolean alarm = json.stream().anyMatch(KeyExpiryJson::alarm);
    return (alarm ? ExitCode.EXPIRED : ExitCode.DONE).code();
  }

  private KeyExpiryJson json(Expiry each, Instant now) {
    return new KeyExpiryJson(
        each.kind().wireName(),
        each.product().map(ProductName::value).orElse(null),
        each.subject(),
        each.ends().orElse(null),
        each.ends().map(end -> days(now, end)).orElse(null),
        each.state(now).wireName(),
        failWithin != null && each.alarms(now, failWithin),
        each.unread().orElse(each.consequence()),
        each.advice(),
        each.targets());
  }

  private static long days(Instant now, Instant end) {
    return Math.floorDiv(Duration.between(now, end).toSeconds(), Duration.ofDays(1).toSeconds());
  }

  private void print(List<Expiry> all, Instant now) {
    Output output = session.output();
    for (Expiry each : all) {
      String product = each.product().map(p -> p + ": ").orElse("");
      output.line(
          String.format(
              "%-10s  %-" + WIDTH + "s  %-7s  %s",
              each.ends().map(e -> e.atOffset(ZoneOffset.UTC).toLocalDate() + "").orElse("-"),
              left(each.ends(), now),
              each.state(now).wireName(),
              product + each.subject()));
      if (each.state(now) != Expiry.State.OK) {
        explain(output, each);
      }
    }
    long near = all.stream().filter(e -> isNear(e.state(now))).count();
    output.line(
        all.isEmpty()
            ? "There is nothing here that could end."
            : near == 0 ? "Nothing of it needs anybody now." : near + " of it need somebody.");
  }

  private static boolean isNear(Expiry.State state) {
    return state == Expiry.State.SOON
        || state == Expiry.State.EXPIRED
        || state == Expiry.State.UNKNOWN;
  }

  private static void explain(Output output, Expiry each) {
    each.unread().ifPresent(why -> output.line("    " + why));
    output.line("    " + each.consequence() + " " + each.advice());
    each.targets().stream().limit(10).forEach(target -> output.line("      " + target));
    if (each.targets().size() > 10) {
      output.line("      and " + (each.targets().size() - 10) + " more: --json lists them");
    }
  }

  private static String left(Optional<Instant> ends, Instant now) {
    return ends.map(end -> days(now, end))
        .map(days -> days < 0 ? -days + " days ago" : days + " days")
        .orElse("-");
  }
}
