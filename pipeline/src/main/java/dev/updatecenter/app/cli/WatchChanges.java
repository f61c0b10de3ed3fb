package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.FindingJson;
import dev.updatecenter.app.api.FlightJson;
import dev.updatecenter.app.api.GateJson;
import dev.updatecenter.app.api.HealthJson;
import dev.updatecenter.app.api.StatusJson;
import dev.updatecenter.app.api.StatusJson.ProductJson;
import dev.updatecenter.app.api.StatusJson.RingFlightJson;
import dev.updatecenter.app.api.StatusJson.RingJson;
import dev.updatecenter.app.api.WatchEventJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what changed from one look at a product to the next; all that is active at the first. */
final class WatchChanges {
  private static final String ACTIVE = "active";

  private final Map<Long, RingFlightJson> flights = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private boolean first = true;

  /** The events since the look before. */
  List<WatchEventJson> since(ProductJson product, Instant at) {
    List<WatchEventJson> events = new ArrayList<>();
    for (RingJson ring : product.rings()) {
      for (RingFlightJson flight : ring.flights()) {
        flight(product.product(), at, flight, events);
        flights.put(flight.flight().number(), flight);
      }
    }
    for (StatusJson.WaitingJson waiting : product.waiting()) {
      if (told.add("waiting " + waiting.digest())) {
        events.add(WatchEventJson.of(at.toString(), product.product(), "waiting", waiting.told()));
      }
    }
    for (FindingJson finding : product.findings()) {
      if (told.add(finding.code() + " " + finding.subject())) {
        events.add(finding(product.product(), at, finding));
      }
    }
    first = false;
    return events;
  }

  private void flight(String product, Instant at, RingFlightJson now, List<WatchEventJson> events) {
    RingFlightJson before = flights.get(now.flight().number());
    boolean isActive = now.flight().state().equals(ACTIVE);
    if (before == null && first && !isActive) {
      return; // what was over before anybody watched
    }
    if (before == null || !same(before.flight(), now.flight())) {
      events.add(event(product, at, "flight", now, standing(now.flight()), null, null));
    }
    if (before == null ? isActive : !before.health().equals(now.health())) {
      String sentence = now.health().sentence();
      events.add(event(product, at, "health", now, sentence, now.health(), null));
    }
    if (isActive && (before == null || !before.gate().equals(now.gate()))) {
      GateJson gate = now.gate();
      String sentence = "gate: " + gate.decision() + ": " + String.join("; ", gate.reasons());
      events.add(event(product, at, "gate", now, sentence, null, gate));
    }
  }

  private static boolean same(FlightJson before, FlightJson now) {
    return before.state().equals(now.state()) && before.share().compareTo(now.share()) == 0;
  }

  private static String standing(FlightJson flight) {
    String percent = flight.share().movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    String reason = flight.reason().isEmpty() ? "" : ": " + flight.reason();
    return flight.state() + " at " + percent + reason;
  }

  private static WatchEventJson event(
      String product,
      Instant at,
      String event,
      RingFlightJson of,
      String sentence,
      @Nullable HealthJson health,
      @Nullable GateJson gate) {
    FlightJson flight = of.flight();
    return new WatchEventJson(
        1,
        at.toString(),
        product,
        event,
        flight.ring(),
        flight.version(),
        flight.version() + " in " + flight.ring() + ": " + sentence,
        flight,
        health,
        gate,
        null);
  }

  private static WatchEventJson finding(String product, Instant at, FindingJson finding) {
    String sentence = finding.severity() + " " + finding.code() + ": " + finding.message();
    return new WatchEventJson(
        1, at.toString(), product, "finding", null, null, sentence, null, null, null, finding);
  }
}
