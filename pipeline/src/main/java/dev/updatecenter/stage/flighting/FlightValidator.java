package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.RingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says all that stands against a flight, before anything is written. Pure. */
public final class FlightValidator {
  /**
   * Judges a request.
   *
   * @param release the published release of the version asked for; empty when there is none
   * @return all findings, gravest first; a flight may start when none is an error
   */
  public List<Finding> check(
      FlightRequest request, Optional<PublishedRelease> release, FlightContext context) {
    List<Finding> findings = new ArrayList<>();
    Optional<FlightRing> ring = context.find(request.ring());
    if (ring.isEmpty()) {
      findings.add(unknownRing(request, context));
    }
    if (release.isEmpty()) {
      findings.add(unpublished(request));
    }
    release.ifPresent(r -> targets(request, r, findings));
    ring.ifPresent(r -> order(request, r, context, findings));
    if (ring.isPresent() && release.isPresent()) {
      settings(request, release.get(), ring.get(), findings);
    }
    return findings.stream().sorted(Finding.ORDER).toList();
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
    List<String> known = context.rings().stream().map(r -> r.name().value()).toList();
    return Finding.error("UC6005", request.ring().value(), request.product() + " has no such ring")
        .because("its rings are " + String.join(", ", known))
        .fixedBy("name one of them, or add it to 'rings' of product.yaml");
  }

  private static void targets(
      FlightRequest request, PublishedRelease release, List<Finding> findings) {
    target("OS", request.os(), release.os()).ifPresent(findings::add);
    target("OCP", request.ocp(), release.ocp()).ifPresent(findings::add);
    if (request.os().isPresent() != request.ocp().isPresent()
        && release.os().isPresent()
        && release.ocp().isPresent()) {
      findings.add(
          Finding.error(
                  "UC6006",
                  release.version().toString(),
                  "only one of its two targets is asked for")
              .because("a release's packages go to a device together, for both targets")
              .fixedBy("ask for both versions, or for none of them"));
    }
  }

  private static Optional<Finding> target(
      String what, Optional<PackageVersion> asked, Optional<PackageVersion> carried) {
    if (asked.isEmpty() || asked.equals(carried)) {
      return Optional.empty();
    }
    String has = carried.map(v -> "moves a device to " + what + " " + v).orElse("has no " + what);
    return Optional.of(
        Finding.error("UC6006", asked.get().toString(), "asks for " + what + " " + asked.get())
            .because("the release " + has)
            .fixedBy("ask for what the release carries, or for a release that carries it"));
  }

  private static void order(
      FlightRequest request, FlightRing ring, FlightContext context, List<Finding> findings) {
    ring.highest()
        .filter(highest -> highest.compareTo(request.version()) >= 0)
        .ifPresent(highest -> findings.add(notHigher(request, highest)));
    context
        .before(ring)
        .filter(before -> !before.passed(request.version()))
        .ifPresent(before -> notPassed(request, before, context, findings));
  }

  private static Finding notHigher(FlightRequest request, PackageVersion highest) {
    return Finding.error(
            "UC6002",
            request.version().toString(),
            request.ring() + " already has " + highest + ", which is not lower")
        .because("a device takes no update back: only a higher version moves it")
        .fixedBy(
            "flight a higher version; to undo one, publish the old content under a higher one");
  }

  private static void notPassed(
      FlightRequest request, FlightRing before, FlightContext context, List<Finding> findings) {
    String state =
        before.find(request.version()).map(f -> "is " + f.state().wireName()).orElse("never began");
    Finding finding =
        Finding.error(
                "UC6003",
                request.version().toString(),
                "its flight in " + before.name() + ", the ring before, " + state)
            .because("a release reaches more devices only after fewer have passed with it");
    if (request.skipReason().filter(r -> !r.isBlank()).isEmpty()) {
      findings.add(
          finding.fixedBy("let " + before.name() + " pass first; 'ducctl advance' moves it"));
    } else if (!context.skippingAllowed()) {
      findings.add(finding.fixedBy("policy.yaml allows no '--skip-ring': let the ring pass first"));
    } else {
      findings.add(
          Finding.warning("UC6003", finding.subject(), finding.message())
              .because("skipped: " + request.skipReason().get()));
    }
  }

  private static void settings(
      FlightRequest request, PublishedRelease release, FlightRing ring, List<Finding> findings) {
    Optional<RingSettings> settings =
        release.rings().stream().filter(s -> s.ring().equals(ring.name())).findFirst();
    if (settings.isEmpty()) {
      findings.add(
          Finding.error(
                  "UC6005",
                  ring.name().value(),
                  "the release says nothing about how this ring is flighted")
              .because("without a gate nothing could let the ring pass")
              .fixedBy("add the ring to 'rings' of release.yaml and submit it again"));
      return;
    }
    findings.addAll(RampCheck.check(request, settings.get()));
    GateReach.check(request, settings.get().gate(), ring.enrolled()).ifPresent(findings::add);
  }
}
