package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.GarbageJson;
import dev.updatecenter.app.jobs.repo.GarbageCollection;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress.Unit;
import dev.updatecenter.stage.upkeep.gc.GarbagePlan;
import java.time.Duration;
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
    plan.withdrawals().stream()
        .map(w -> line("withdraw", w.length(), w.product() + " " + w.release(), w.reason()))
        .forEach(output::line);
    if (!plan.withdrawals().isEmpty()) {
      output.line("    their packages follow in a run two weeks from now");
    }
    for (GarbagePlan.Kind kind : GarbagePlan.Kind.values()) {
      List<GarbagePlan.Deletion> of =
          plan.deletions().stream().filter(each -> each.kind() == kind).toList();
      of.stream()
          .limit(SHOWN)
          .map(d -> line(kind.wireName(), d.blob().length(), d.blob().name() + "", d.reason()))
          .forEach(output::line);
      if (of.size() > SHOWN) {
        output.line("    and " + (of.size() - SHOWN) + " more of them: --json lists all");
      }
    }
    output.line(sum(plan));
  }

  private static String line(String kind, long bytes, String name, String reason) {
    return String.format("%-9s %12s  %s: %s", kind, size(bytes), name, reason);
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
    return Amount.of(bytes, 0, Unit.BYTES, Duration.ZERO);
  }
}
