package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ErrorJson;
import dev.updatecenter.app.api.RefreshJson;
import dev.updatecenter.app.jobs.Refreshing;
import dev.updatecenter.app.jobs.expiry.Expiry;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ducctl refresh}. */
@Command(name = "refresh", description = "Renews metadata before it expires.")
final class RefreshCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--trust-clock",
      description = "Sign by this machine's clock although the last publisher's was ahead.")
  boolean trustClock;

  RefreshCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Refreshing.Result> results;
    try (Wiring wiring = session.wiring()) {
      results = new Refreshing(wiring, trustClock).run();
    }
    Instant now = session.clock().instant();
    results.forEach(result -> tell(result, now));
    List<String> renewed =
        results.stream().filter(r -> r.renewed()).map(r -> r.product().value()).toList();
    session.output().result(json(results, renewed, now), () -> print(results, renewed));
    return results.stream().mapToInt(r -> r.exit(now).code()).max().orElse(ExitCode.DONE.code());
  }

  private void tell(Refreshing.Result result, Instant now) {
    Output output = session.output();
    for (Expiry each : result.near()) {
      output.warning(finding(result, each, now));
    }
    result.failure().ifPresent(e -> output.failure(result.product(), e));
  }

  private static Finding finding(Refreshing.Result result, Expiry each, Instant now) {
    String about = result.product() + ": " + each.subject();
    String product = result.product().value();
    String end = each.ends().map(at -> " ends at " + at).orElse(" cannot be read");
    Finding finding =
        Refreshing.isOver(each, now)
            ? Finding.error("UC5073", product, about + end + ", and this could not mend it")
            : Finding.warning("UC5072", product, about + end);
    return finding.because(each.unread().orElse(each.consequence())).fixedBy(each.advice());
  }

  private static RefreshJson json(
      List<Refreshing.Result> results, List<String> renewed, Instant now) {
    List<RefreshJson.WarningJson> warnings = new ArrayList<>();
    List<RefreshJson.FailureJson> failures = new ArrayList<>();
    for (Refreshing.Result result : results) {
      String product = result.product().value();
      for (Expiry each : result.near()) {
        Finding told = finding(result, each, now);
        warnings.add(
            new RefreshJson.WarningJson(
                product,
                told.code(),
                each.subject(),
                each.ends().orElse(null),
                each.ends().map(end -> Duration.between(now, end).toDays()).orElse(null),
                told.message(),
                told.fix()));
      }
      result
          .failure()
          .ifPresent(
              e -> failures.add(new RefreshJson.FailureJson(product, ErrorJson.of(e).error())));
    }
    return new RefreshJson(1, renewed, warnings, failures);
  }

  private void print(List<Refreshing.Result> results, List<String> renewed) {
    session
        .output()
        .line(
            results.isEmpty()
                ? "Nothing is published: there was nothing to do."
                : renewed.isEmpty()
                    ? "Nothing could be renewed."
                    : "Renewed " + String.join(", ", renewed) + ".");
  }
}
