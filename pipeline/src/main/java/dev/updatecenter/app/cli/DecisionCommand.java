package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ApprovalResultJson;
import dev.updatecenter.app.api.ci.CleanText;
import dev.updatecenter.app.jobs.ApprovalWords;
import dev.updatecenter.app.jobs.Deciding;
import dev.updatecenter.app.jobs.ProposedChange;
import dev.updatecenter.app.jobs.WaitingApprovals;
import dev.updatecenter.app.wiring.PersonKeys.Acting;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.approval.ApprovalPurpose;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalStatement;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import dev.updatecenter.stage.validation.approval.Decision;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ducctl approve} and {@code ducctl reject}. */
@Command
final class DecisionCommand implements Callable<Integer> {
  private final Session session;
  private final Decision decision;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "DIGEST",
      description = "Of what waits: 64 hex digits, or 12 or more of the first.")
  String digest = "";

  @Option(
      names = "--as",
      paramLabel = "NAME",
      converter = PersonNameConverter.class,
      description = "Who decides, as policy.yaml names them; else the one whose key is here.")
  @Nullable String person;

  @Option(
      names = "--product",
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "Whose it is; names the policy for the digest of a single file.")
  @Nullable ProductName product;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; it is signed with the decision.")
  @Nullable String reason;

  DecisionCommand(Session session, Decision decision) {
    this.session = session;
    this.decision = decision;
  }

  @Override
  public Integer call() {
    if (reason != null && reason.length() > ApprovalStatement.MOST_OF_REASON) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "--reason has at most " + ApprovalStatement.MOST_OF_REASON + " characters");
    }
    if (!session.home().hasDatabase()) {
      throw WaitingApprovals.nothing(digest);
    }
    try (Wiring wiring = session.wiring()) {
      ApprovalRequest request =
          new WaitingApprovals(wiring).find(digest, Optional.ofNullable(product));
      Acting acting = wiring.personKeys().acting(Optional.ofNullable(person));
      show(request, acting, wiring);
      Deciding.Result result =
          new Deciding(wiring).decide(request, decision, acting, Optional.ofNullable(reason));
      print(request, result);
    }
    return ExitCode.DONE.code();
  }

  /** Before the key is used: what the signature will be about. */
  private void show(ApprovalRequest request, Acting acting, Wiring wiring) {
    Output output = session.output();
    output.say("To " + decision.wireName() + " as " + acting.name() + ":");
    output.say("  " + request.subject().name() + ", digest " + request.subject().digest());
    if (request.subject().purpose().changesPolicy()) {
      new ProposedChange(wiring)
          .lines(request.subject())
          .forEach(line -> output.say("  " + CleanText.line(line)));
      return;
    }
    if (request.subject().purpose() == ApprovalPurpose.SIGNING) {
      output.say("  a single file: nothing is known of it but its digest");
      return;
    }
    if (request.packages().isPresent()) {
      output.say(
          "  "
              + request.packages().getAsInt()
              + " packages; validation passed with "
              + request.findings().orElse(0)
              + " findings");
    }
    WaitingApprovals waiting = new WaitingApprovals(wiring);
    PlanWords.of(
            waiting.bound(request.subject()),
            waiting.boundOfRelease(request.subject()),
            request.subject().ring())
        .forEach(line -> output.say("  " + CleanText.line(line)));
    output.say(
        "  handed in by "
            + (request.author().names().isEmpty()
                ? "nobody whom policy.yaml names"
                : CleanText.line(
                    String.join(", ", request.author().names().stream().sorted().toList()))));
  }

  private void print(ApprovalRequest request, Deciding.Result result) {
    Output output = session.output();
    ApprovalStatement statement = result.statement();
    String name = request.subject().name();
    output.result(
        ApprovalResultJson.of(request, result.changed(), statement, result.status()),
        () -> {
          String did = decision == Decision.APPROVE ? " approved " : " rejected ";
          output.line(
              result.changed()
                  ? statement.by() + did + name + "."
                  : statement.by() + did + name + " before: there was nothing to do.");
          output.line("  digest " + statement.subject().digest());
          output.line("  key    " + statement.key().id());
          output.line("  " + standing(result.status()));
          next(request, result.status());
        });
  }

  private static String standing(ApprovalStatus status) {
    String count = ApprovalWords.count(status.tally());
    return status instanceof ApprovalStatus.Rejected rejected
        ? "rejected by " + ApprovalWords.names(rejected.by()) + "; " + count
        : count;
  }

  private void next(ApprovalRequest request, ApprovalStatus status) {
    if (status instanceof ApprovalStatus.Enough) {
      session.output().say("Next: run the command again that waits for it");
    } else if (status instanceof ApprovalStatus.Waiting) {
      session.output().say("Next: " + ApprovalWords.next(request.subject(), status.tally()));
    }
  }
}
