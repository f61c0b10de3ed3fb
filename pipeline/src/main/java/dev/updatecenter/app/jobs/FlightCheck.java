package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightContext;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.FlightRing;
import dev.updatecenter.stage.flighting.FlightValidator;
import dev.updatecenter.stage.validation.FlightPolicy;
import dev.updatecenter.stage.validation.Policy;
import java.util.List;

/** Asks everything that a home knows what stands against a flight. Writes nothing. */
public final class FlightCheck {
  private final Wiring wiring;

  /** Asks a home. */
  public FlightCheck(Wiring wiring) {
    this.wiring = wiring;
  }

  /** All findings; the flight may start when none is an error. */
  public List<Finding> findings(RegisteredProduct product, FlightRequest request) {
    ProductName name = request.product();
    List<Flight> flights = wiring.flights().list(name);
    List<FlightRing> rings =
        product.model().rings().stream()
            .map(r -> new FlightRing(r, wiring.reports().enrolledCount(name, r), flights))
            .toList();
    return new FlightValidator()
        .check(
            request,
            wiring.releases().find(name, request.version()),
            new FlightContext(rings, true));
  }

  /** A product without a policy is run as in a lab; its next submission asks for one. */
  static FlightPolicy policy(RegisteredProduct product) {
    return ValidationWiring.policy(product)
        .map(Policy::flights)
        .orElseGet(() -> FlightPolicy.standard(Policy.Profile.LAB));
  }
}
