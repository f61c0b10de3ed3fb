package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.SubscriptionJson;
import dev.updatecenter.app.jobs.Subscribing;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.subscription.Subscription;
import dev.updatecenter.stage.flighting.subscription.SubscriptionCover;
import dev.updatecenter.stage.flighting.subscription.SubscriptionTerms;
import java.util.Locale;

/** Prints subscriptions, and refuses what none can say. */
final class SubscriptionPrinter {
  private final Output output;

  SubscriptionPrinter(Output output) {
    this.output = output;
  }

  int print(Subscribing.Result result) {
    Subscription subscription = result.subscription();
    String state = result.outcome().name().toLowerCase(Locale.ROOT);
    output.result(
        new SubscriptionJson.Changed(
            1,
            state,
            result.by().orElse(null),
            SubscriptionJson.of(subscription),
            SubscriptionJson.CoverJson.of(result.cover()),
            Output.json(result.findings())),
        () -> {
          output.line(
              (result.outcome() == Subscribing.Outcome.UNCHANGED
                      ? "There was nothing to do: "
                      : "Subscription " + state + ": ")
                  + line(subscription));
          output.line(sentence(result.cover()));
          output.findings(result.findings());
        });
    return ExitCode.DONE.code();
  }

  /** A subscription on a line. */
  static String line(Subscription subscription) {
    SubscriptionTerms terms = subscription.terms();
    return subscription.product()
        + " "
        + subscription.name()
        + ", "
        + terms.quantity()
        + " devices, billing "
        + terms.billingDomain()
        + ", admin "
        + terms.adminDomain()
        + (terms.notes().isEmpty() ? "" : ", " + terms.notes());
  }

  /** How many devices there are, of how many. */
  static String sentence(SubscriptionCover cover) {
    if (cover.subscriptions() == 0) {
      return cover.product()
          + " has no subscription"
          + (cover.required() ? "" : " and needs none: it is not on LTSC");
    }
    return "%s: %d devices enrolled of %d in %d %s"
        .formatted(
            cover.product(),
            cover.devices(),
            cover.quantity(),
            cover.subscriptions(),
            cover.subscriptions() == 1 ? "subscription" : "subscriptions");
  }

  static int quantity(int given) {
    if (SubscriptionTerms.isQuantity(given)) {
      return given;
    }
    throw UpdateCenterException.error(
            "UC1180", ExitCode.USAGE, "no subscription is for " + given + " devices")
        .where("--quantity")
        .why("one is for " + SubscriptionTerms.LEAST + " to " + SubscriptionTerms.MOST)
        .fix("give the quantity of the resource; more devices are more subscriptions")
        .state("nothing was changed")
        .build();
  }

  static String notes(String given) {
    if (SubscriptionTerms.isNotes(given)) {
      return given;
    }
    throw UpdateCenterException.error(
            "UC1181", ExitCode.USAGE, "these notes are more than a short line")
        .where("--notes")
        .why(
            "at most "
                + SubscriptionTerms.MOST_OF_NOTES
                + " characters on one line, no control character among them")
        .fix("shorten them")
        .state("nothing was changed")
        .build();
  }
}
