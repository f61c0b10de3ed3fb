package dev.updatecenter.app.jobs.view;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightState;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.flighting.PromotionGate;
import dev.updatecenter.stage.publishing.PublishedRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what the gates of a product stand at, for one who asks about a device. */
final class GateWords {
  private final Wiring wiring;
  private final DeviceModel model;
  private final PromotionGate gate;
  private final List<Flight> flights;
  private final Instant now;

  GateWords(Wiring wiring, RegisteredProduct product) {
    this.wiring = wiring;
    this.model = product.model();
    this.gate = wiring.gate(product);
    this.flights = wiring.flights().list(model.product());
    this.now = wiring.clock().instant();
  }

  /** What the gate of a flight waits for; nothing unless the flight is active. */
  List<String> gate(RingName ring, PackageVersion version) {
    return find(ring, version)
        .filter(f -> f.state() == FlightState.ACTIVE)
        .map(this::waitsFor)
        .orElse(List.of());
  }

  private List<String> waitsFor(Flight flight) {
    GateDecision decision = gate.decide(flight, wiring.health().health(flight, now), now);
    if (decision instanceof GateDecision.Widen widen) {
      return List.of("the next 'advance' widens it to " + widen.share());
    }
    if (decision instanceof GateDecision.Halt halt) {
      return List.of("the next 'advance' halts it: " + halt.reason());
    }
    return decision instanceof GateDecision.Hold hold
        ? hold.missing().stream().map(m -> "its gate holds: " + m).toList()
        : List.of("the next 'advance' lets the ring pass");
  }

  /** Published releases above what the ring was given: who holds them back. */
  List<ReleaseStanding> notYet(
      RingName ring, List<PublishedRelease> releases, List<ReleaseStanding> offered) {
    List<ReleaseStanding> standings = new ArrayList<>();
    for (PublishedRelease release : releases) {
      PackageVersion version = release.version();
      boolean isAbove = offered.stream().allMatch(s -> s.version().compareTo(version) < 0);
      if (isAbove) {
        standings.add(ReleaseStanding.notOffered(version, heldBack(ring, version)));
      }
    }
    return standings;
  }

  private List<String> heldBack(RingName ring, PackageVersion version) {
    List<String> sentences = new ArrayList<>();
    sentences.add("it is published, and not flighted to " + ring);
    int index = model.rings().indexOf(ring);
    for (int i = index - 1; i >= 0; i--) {
      RingName before = model.rings().get(i);
      Optional<Flight> flight = find(before, version);
      if (flight.isPresent()) {
        sentences.add(before + " is " + flight.get().state().wireName() + " with it");
        gate(before, version).forEach(s -> sentences.add(before + ": " + s));
        break;
      }
    }
    return sentences;
  }

  private Optional<Flight> find(RingName ring, PackageVersion version) {
    return flights.stream()
        .filter(f -> f.ring().equals(ring) && f.version().equals(version))
        .reduce((first, second) -> second);
  }
}
