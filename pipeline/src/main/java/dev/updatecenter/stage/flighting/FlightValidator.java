package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.publishing.PublishedRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says all that stands against a flight, before anything is written. Pure. */
public final class FlightValidator {
  private final List<FlightRule> rules;

  /** Takes the rules to run. */
  public FlightValidator(List<FlightRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Judges a request. Where ring or release is unknown, nothing else can be asked.
   *
   * @return all findings, gravest first; a flight may start when none is an error
   */
  public List<Finding> check(FlightRequest request, FlightContext context) {
    List<Finding> findings = new ArrayList<>();
    Optional<FlightRing> ring = context.find(request.ring());
    Optional<PublishedRelease> release =
        context.releases().stream().filter(r -> r.version().equals(request.version())).findFirst();
    if (ring.isEmpty()) {
      findings.add(unknownRing(request, context));
    }
    if (release.isEmpty()) {
      findings.add(unpublished(request));
    }
    if (ring.isPresent() && release.isPresent()) {
      FlightCase flight = new FlightCase(request, release.get(), ring.get(), context);
      rules.forEach(rule -> rule.check(flight, findings::add));
    }
    return findings.stream().distinct().sorted(Finding.ORDER).toList();
  }

  private static Finding unpublished(FlightRequest request) {
    return Finding.error(
            "UC6001",
            request.version().toString(),
            request.product() + " has published no such release")
        .because("devices can fetch the packages of published releases only")
        .fixedBy("run 'ducctl submit' for its release.yaml first");
  }

  private static Finding unknownRing(FlightRequest request, FlightContext context) {
    List<String> known = context.model().rings().stream().map(r -> r.value()).toList();
    return Finding.error("UC6005", request.ring().value(), request.product() + " has no such ring")
        .because("its rings are " + String.join(", ", known))
        .fixedBy("name one of them, or add it to 'rings' of product.yaml");
  }
}
