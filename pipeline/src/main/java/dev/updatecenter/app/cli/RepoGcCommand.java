package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.GarbageJson;
import dev.updatecenter.app.jobs.repo.GarbageCollection;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress.Unit;
import dev.updatecenter.stage.upkeep.gc.GarbagePlan;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ducctl repo gc}. */
@Command(name = "gc", description = "Deletes what no ring names any more.")
final class RepoGcCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  private final Session session;

  @Option(names = "--yes", description = "Deletes; without it only says what would be deleted.")
  boolean yes;

  RepoGcCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    GarbagePlan plan;
    try (Wiring wiring = session.wiring()) {
      GarbageCollection collection = new GarbageCollection(wiring);
      plan = yes ? collection.run() : collection.plan();
    }
    session.output().result(GarbageJson.of(plan, yes), () -> print(plan));
    return ExitCode.DONE.code();
  }

  private void print(GarbagePlan plan) {
    Output output = session.output();
    if (!plan.withdrawals().isEmpty()) {
      output.line("Releases that leave the metadata; their packages follow two weeks from now:");
    }
    plan.withdrawals().stream()
        .map(w -> line(w.length(), w.product() + " " + w.release() + ": " + w.reason()))
        .forEach(output::line);
    for (GarbagePlan.Kind kind : GarbagePlan.Kind.values()) {
      List<GarbagePlan.Deletion> of =
          plan.deletions().stream().filter(each -> each.kind() == kind).toList();
      if (!of.isEmpty()) {
        output.line(heading(kind) + ":");
      }
      of.stream()
          .limit(SHOWN)
          .map(d -> line(d.blob().length(), written(d) + "  " + d.blob().name()))
          .forEach(output::line);
      if (of.size() > SHOWN) {
        output.line("  and " + (of.size() - SHOWN) + " more of them: --json lists all");
      }
    }
    output.line(sum(plan));
  }

  private static String heading(GarbagePlan.Kind kind) {
    return switch (kind) {
      case PACKAGE -> "Packages that nothing names and no ring has offered within the retention";
      case OFFER -> "Offers that no metadata has named within the retention";
      case ROLLOUT -> "Rollouts that no metadata has named within the retention";
      case METADATA -> "Metadata whose generation ended before the retention";
    };
  }

  /** The day, which is what people weigh; the second is in the JSON. */
  private static String written(GarbagePlan.Deletion deletion) {
    return "written "
        + DateTimeFormatter.ISO_LOCAL_DATE.format(
            deletion.blob().modified().atOffset(ZoneOffset.UTC));
  }

  private static String line(long bytes, String rest) {
    return String.format("%12s  %s", size(bytes), rest);
  }

  private String sum(GarbagePlan plan) {
    GarbagePlan.Amount gone =
        GarbagePlan.Amount.of(plan.deletions().stream().map(GarbagePlan.Deletion::blob).toList());
    GarbagePlan.Amount waiting = GarbagePlan.Amount.of(plan.waiting());
    String stays = " " + amount(plan.stays()) + " stay";
    if (waiting.files() > 0) {
      stays += ", among them " + amount(waiting) + " that nothing names and that are young still";
    }
    if (plan.deletions().isEmpty() && plan.withdrawals().isEmpty()) {
      return "There is nothing to delete." + stays + ".";
    }
    return (yes ? "Deleted " : "Would delete ")
        + amount(gone)
        + " and "
        + (yes ? "withdrew " : "withdraw ")
        + count(plan.withdrawals().size(), "release")
        + "."
        + stays
        + "."
        + (yes ? "" : " Nothing was changed: --yes does it.");
  }

  private static String amount(GarbagePlan.Amount amount) {
    return count(amount.files(), "file") + " (" + size(amount.bytes()) + ")";
  }

  private static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String size(long bytes) {
    return bytes < 1_024 ? bytes + " B" : Amount.of(bytes, 0, Unit.BYTES, Duration.ZERO);
  }
}
