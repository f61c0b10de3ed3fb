package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.subscription.DomainName;
import dev.updatecenter.stage.flighting.subscription.Subscription;
import dev.updatecenter.stage.flighting.subscription.SubscriptionCover;
import dev.updatecenter.stage.flighting.subscription.SubscriptionLedger;
import dev.updatecenter.stage.flighting.subscription.SubscriptionName;
import dev.updatecenter.stage.flighting.subscription.SubscriptionTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Notes what was bought for a product's devices, changes it, forgets it. */
public final class Subscribing {
  private final Wiring wiring;
  private final Optional<String> as;

  /**
   * Subscribes in a home.
   *
   * @param as the Flighter of policy.yaml who does; empty for the only one whose key is here
   */
  public Subscribing(Wiring wiring, Optional<String> as) {
    this.wiring = wiring;
    this.as = as;
  }

  /** How it ended. */
  public enum Outcome {
    /** It is new. */
    CREATED,
    /** Its terms are others now. */
    UPDATED,
    /** It is gone. */
    DELETED,
    /** It was so before. */
    UNCHANGED
  }

  /**
   * What came of it.
   *
   * @param by whose key signed it; empty where nobody has to say so
   * @param subscription as it is now; of a deleted one as it was
   * @param cover how subscriptions and devices stand to each other then
   * @param findings what stands against the product's flights then, and that nobody signed
   */
  public record Result(
      Outcome outcome,
      Optional<String> by,
      Subscription subscription,
      SubscriptionCover cover,
      List<Finding> findings) {
    /** Copies. */
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /** What is to be other than it was; what is empty stays. */
  public record Change(
      OptionalInt quantity,
      Optional<DomainName> billingDomain,
      Optional<DomainName> adminDomain,
      Optional<String> notes) {
    SubscriptionTerms of(SubscriptionTerms before) {
      return new SubscriptionTerms(
          quantity.orElse(before.quantity()),
          billingDomain.orElse(before.billingDomain()),
          adminDomain.orElse(before.adminDomain()),
          notes.orElse(before.notes()));
    }
  }

  /**
   * Notes a subscription; the same again changes nothing.
   *
   * @throws UpdateCenterException exit 4 when policy.yaml does not let them, exit 6 when one of
   *     that name has other terms
   */
  public Result create(ProductName product, SubscriptionName name, SubscriptionTerms terms) {
    Products.require(wiring, product);
    try (Lease lease = wiring.leases().acquire(product, "subscription create")) {
      FlighterActs acts = FlighterActs.of(wiring, Products.require(wiring, product), as);
      Optional<Subscription> present = ledger().find(product, name);
      if (present.isPresent()) {
        requireSame(present.get(), terms);
        return result(product, acts, Outcome.UNCHANGED, present.get());
      }
      Subscription made = Subscription.created(product, name, terms, wiring.clock().instant());
      lease.check();
      record(acts, "create-subscription", made, Map.of(), () -> ledger().save(made));
      return result(product, acts, Outcome.CREATED, made);
    }
  }

  private static void requireSame(Subscription present, SubscriptionTerms terms) {
    if (present.terms().equals(terms)) {
      return;
    }
    throw UpdateCenterException.error(
            "UC1182",
            ExitCode.CONFLICT,
            present.product() + " has a subscription " + present.name() + " on other terms")
        .where(present.name())
        .why("it is for " + present.terms().quantity() + " devices")
        .fix("'ducctl subscription update' changes it; another one takes another name")
        .state("nothing was changed")
        .build();
  }

  /**
   * Changes the terms of a subscription, below what its devices need too: that is a finding.
   *
   * @throws UpdateCenterException exit 4 when policy.yaml does not let them, exit 5 without such a
   *     subscription
   */
  public Result update(ProductName product, SubscriptionName name, Change change) {
    Products.require(wiring, product);
    try (Lease lease = wiring.leases().acquire(product, "subscription update")) {
      FlighterActs acts = FlighterActs.of(wiring, Products.require(wiring, product), as);
      Subscription before = require(product, name);
      SubscriptionTerms terms = change.of(before.terms());
      if (terms.equals(before.terms())) {
        return result(product, acts, Outcome.UNCHANGED, before);
      }
      Subscription changed = before.changed(terms, wiring.clock().instant());
      lease.check();
      Map<String, String> was = Map.of("quantityBefore", quantity(before));
      record(acts, "update-subscription", changed, was, () -> ledger().save(changed));
      return result(product, acts, Outcome.UPDATED, changed);
    }
  }

  /**
   * Forgets a subscription.
   *
   * @throws UpdateCenterException exit 4 when policy.yaml does not let them, exit 5 without such a
   *     subscription, exit 6 while a flight of the product is live
   */
  public Result delete(ProductName product, SubscriptionName name) {
    Products.require(wiring, product);
    try (Lease lease = wiring.leases().acquire(product, "subscription delete")) {
      FlighterActs acts = FlighterActs.of(wiring, Products.require(wiring, product), as);
      Subscription present = require(product, name);
      List<Flight> live =
          wiring.flights().list(product).stream().filter(f -> f.state().isLive()).toList();
      if (!live.isEmpty()) {
        throw inUse(present, live);
      }
      lease.check();
      record(acts, "delete-subscription", present, Map.of(), () -> ledger().remove(product, name));
      return result(product, acts, Outcome.DELETED, present);
    }
  }

  private static UpdateCenterException inUse(Subscription subscription, List<Flight> live) {
    ProductName product = subscription.product();
    return UpdateCenterException.error(
            "UC6092",
            ExitCode.CONFLICT,
            product + " has live flights: " + subscription.name() + " is in use")
        .where(subscription.name())
        .why(String.join("; ", live.stream().map(Flight::toString).toList()))
        .fix("wait until they have passed ('ducctl advance'), or halt them ('ducctl halt')")
        .state("nothing was changed")
        .build();
  }

  private Subscription require(ProductName product, SubscriptionName name) {
    return ledger()
        .find(product, name)
        .orElseThrow(
            () ->
                UpdateCenterException.error(
                        "UC1183", ExitCode.NOT_FOUND, product + " has no subscription " + name)
                    .fix("'ducctl subscription list --product " + product + "' shows those it has")
                    .state("nothing was changed")
                    .build());
  }

  /** The whole entry goes on record: a lost database is rebuilt from it. */
  private static void record(
      FlighterActs acts,
      String act,
      Subscription subscription,
      Map<String, String> more,
      Runnable work) {
    Map<String, String> facts = new TreeMap<>(more);
    SubscriptionTerms terms = subscription.terms();
    facts.put("name", subscription.name().value());
    facts.put("quantity", quantity(subscription));
    facts.put("billingDomain", terms.billingDomain().value());
    facts.put("adminDomain", terms.adminDomain().value());
    facts.put("notes", terms.notes());
    acts.act(act, facts, work);
  }

  private static String quantity(Subscription subscription) {
    return Integer.toString(subscription.terms().quantity());
  }

  private Result result(
      ProductName product, FlighterActs acts, Outcome outcome, Subscription subscription) {
    SubscriptionCover cover = Subscriptions.cover(wiring, Products.require(wiring, product));
    List<Finding> findings = new ArrayList<>(cover.standing());
    acts.notice().filter(unsigned -> outcome != Outcome.UNCHANGED).ifPresent(findings::add);
    return new Result(outcome, acts.by(), subscription, cover, findings);
  }

  private SubscriptionLedger ledger() {
    return wiring.subscriptions();
  }
}
