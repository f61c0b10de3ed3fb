package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.FlightContext;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.FlightRule;
import dev.updatecenter.stage.flighting.FlightValidator;
import dev.updatecenter.stage.flighting.rules.FlightRules;
import dev.updatecenter.stage.flighting.subscription.SubscriptionRule;
import dev.updatecenter.stage.validation.FlightPolicy;
import dev.updatecenter.stage.validation.Policy;
import java.util.ArrayList;
import java.util.List;

/** Asks everything that a home knows what stands against a flight. Writes nothing. */
public final class FlightCheck {
  private final Wiring wiring;

  /** Asks a home. */
  public FlightCheck(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * All findings, gravest first; the flight may start when none is an error.
   *
   * @throws UpdateCenterException exit 2 when the product's policy cannot be read
   */
  public List<Finding> findings(RegisteredProduct product, FlightRequest request) {
    List<FlightRule> rules = new ArrayList<>(FlightRules.all());
    rules.add(new SubscriptionRule(Subscriptions.cover(wiring, product)));
    List<Finding> findings =
        new ArrayList<>(new FlightValidator(rules).check(request, context(product, request)));
    findings.addAll(new RingOutlooks(wiring, product).leftBehind(request));
    return findings.stream().sorted(Finding.ORDER).toList();
  }

  private FlightContext context(RegisteredProduct product, FlightRequest request) {
    ProductName name = request.product();
    return new FlightContext(
        product.model(),
        policy(product),
        wiring.releases().list(name),
        wiring.flights().list(name),
        wiring.reports().states(name, request.ring()),
        wiring.clock().instant());
  }

  /**
   * What policy.yaml says of flights; a product without one is run as in a lab.
   *
   * @throws UpdateCenterException exit 2 for one that cannot be read: it opens nothing
   */
  public static FlightPolicy policy(RegisteredProduct product) {
    if (product.policyYaml().isBlank()) {
      return FlightPolicy.standard(Policy.Profile.LAB);
    }
    return ValidationWiring.policy(product)
        .map(Policy::flights)
        .orElseThrow(
            () ->
                UpdateCenterException.error(
                        "UC1051",
                        ExitCode.USAGE,
                        "the policy of " + product.model().product() + " cannot be read")
                    .why("it says who may skip a ring, when, and what gates are due")
                    .fix("run 'ducctl product import' again with a policy.yaml that it accepts")
                    .state("no flight was started")
                    .build());
  }
}
