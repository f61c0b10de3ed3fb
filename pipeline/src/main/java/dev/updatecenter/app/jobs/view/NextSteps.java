package dev.updatecenter.app.jobs.view;

import dev.updatecenter.app.api.StatusJson.NextJson;
import dev.updatecenter.app.api.StatusJson.RingJson;
import dev.updatecenter.app.jobs.FlightCheck;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRing;
import dev.updatecenter.stage.flighting.FlightState;
import dev.updatecenter.stage.flighting.RingOrder;
import dev.updatecenter.stage.flighting.subscription.SubscriptionCover;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.validation.FlightPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which commands take a product further, the most pressing first. Pure. */
final class NextSteps {
  private static final int DIGITS = 12;

  private final ProductName name;
  private final RingOrder order;
  private final List<PublishedRelease> releases;
  private final FlightPolicy policy;
  private final List<NextJson> next = new ArrayList<>();

  /**
   * Steps of one product.
   *
   * @param releases newest first
   */
  NextSteps(RegisteredProduct product, List<PublishedRelease> releases, List<Flight> flights) {
    this.name = product.model().product();
    this.order = new RingOrder(product.model().rings(), flights);
    this.releases = List.copyOf(releases);
    this.policy = FlightCheck.policy(product);
  }

  /** First of all what no flight starts without. */
  NextSteps subscribed(SubscriptionCover cover) {
    if (cover.required() && cover.subscriptions() == 0) {
      add(
          "subscription create NAME --product " + name,
          "an ltsc product is flighted with one only");
    }
    return this;
  }

  /**
   * The steps.
   *
   * @param digests of what waits for approvals
   * @param status of the rings, for what stands against them
   */
  List<NextJson> list(List<ContentDigest> digests, List<RingJson> status) {
    order.rings().forEach(this::stopped);
    RingName first = order.rings().get(0);
    for (ContentDigest digest : digests) {
      add("approve " + digest.hex().substring(0, DIGITS), "it waits for approvals");
    }
    if (releases.isEmpty() && digests.isEmpty()) {
      add("submit RELEASE.yaml", "nothing is published");
    }
    if (status.get(0).enrolled() == 0) {
      add(
          "device enrol FILE --product " + name + " --ring " + first,
          "no device is enrolled in " + first);
    }
    if (order.flights().stream().anyMatch(f -> f.state() == FlightState.ACTIVE)) {
      add("advance", "rings are on their way; a scheduler should run it");
    }
    onward(status.stream().filter(r -> !r.blocked().isEmpty()).map(RingJson::ring).toList());
    return next;
  }

  private void stopped(RingName ring) {
    Optional<Flight> newest = order.find(ring).flatMap(FlightRing::newest);
    if (newest.filter(f -> f.state() == FlightState.PAUSED).isPresent()) {
      add("resume " + name + " --ring " + ring, newest.get().version() + " is paused");
    }
    if (newest.filter(f -> f.state() == FlightState.HALTED).isPresent()
        && releases.stream().noneMatch(r -> r.version().compareTo(newest.get().version()) > 0)) {
      add(
          "submit RELEASE.yaml",
          newest.get().version() + " is halted in " + ring + ": only a higher version leads on");
    }
  }

  /** What is published and not flighted, and what passed and not handed on. */
  private void onward(List<String> blocked) {
    if (releases.isEmpty()) {
      return;
    }
    PackageVersion latest = releases.get(0).version();
    RingName first = order.rings().get(0);
    if (order.find(first).filter(ring -> ring.isBehind(latest)).isPresent()) {
      add("flight " + name + " --ring " + first, latest + " is published");
    }
    order.rings().stream()
        .filter(ring -> !blocked.contains(ring.value()))
        .forEach(ring -> order.due(ring).ifPresent(passed -> handOn(passed, ring)));
  }

  private void handOn(Flight passed, RingName then) {
    Optional<RingSettings> settings =
        releases.stream()
            .filter(r -> r.version().equals(passed.version()))
            .flatMap(r -> r.rings().stream())
            .filter(r -> r.ring().equals(then))
            .findFirst();
    String why = passed.version() + " passed " + passed.ring();
    settings.ifPresent(
        s -> {
          if (policy.automatic(s)) {
            add("advance", why + "; " + then + " begins by itself");
          } else {
            add("promote " + name + " --ring " + then, why);
          }
        });
  }

  /** A command once, for its first reason. */
  private void add(String command, String why) {
    String line = "ducctl " + command;
    if (next.stream().noneMatch(n -> n.command().equals(line))) {
      next.add(new NextJson(line, why));
    }
  }
}
