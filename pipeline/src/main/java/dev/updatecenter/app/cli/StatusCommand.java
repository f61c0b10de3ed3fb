package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.FlightJson;
import dev.updatecenter.app.api.GateJson;
import dev.updatecenter.app.api.HealthJson;
import dev.updatecenter.app.api.ReleaseJson;
import dev.updatecenter.app.api.StatusJson;
import dev.updatecenter.app.jobs.Products;
import dev.updatecenter.app.jobs.WaitingApprovals;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.PromotionGate;
import dev.updatecenter.stage.flighting.RingHealth;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ducctl status}. Reads only; runs beside everything else. */
@Command(name = "status", description = "Shows products, releases and rings.")
final class StatusCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "P",
      arity = "0..1",
      converter = ProductNameConverter.class,
      description = "Product; default: all.")
  @Nullable ProductName product;

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    StatusJson status = status();
    session.output().result(status, () -> print(status));
    return ExitCode.DONE.code();
  }

  private StatusJson status() {
    if (product == null && !session.home().exists()) {
      return new StatusJson(1, List.of());
    }
    try (Wiring wiring = session.wiring()) {
      List<RegisteredProduct> products =
          product == null ? wiring.models().list() : List.of(Products.require(wiring, product));
      return new StatusJson(1, products.stream().map(p -> product(wiring, p)).toList());
    }
  }

  private static StatusJson.ProductJson product(Wiring wiring, RegisteredProduct registered) {
    ProductName name = registered.model().product();
    List<Flight> flights = wiring.flights().list(name);
    return new StatusJson.ProductJson(
        name.value(),
        wiring.releases().list(name).stream().map(ReleaseJson::of).toList(),
        new WaitingApprovals(wiring)
            .submissions(name).stream().map(StatusCommand::waiting).toList(),
        registered.model().rings().stream().map(r -> ring(wiring, name, r, flights)).toList());
  }

  private static StatusJson.WaitingJson waiting(ApprovalRequest request) {
    return new StatusJson.WaitingJson(
        request.subject().version().orElseThrow().toString(),
        request.subject().digest().hex(),
        request.needed());
  }

  private static StatusJson.RingJson ring(
      Wiring wiring, ProductName name, RingName ring, List<Flight> flights) {
    return new StatusJson.RingJson(
        ring.value(),
        wiring.reports().enrolledCount(name, ring),
        flights.stream().filter(f -> f.ring().equals(ring)).map(f -> flight(wiring, f)).toList());
  }

  private static StatusJson.RingFlightJson flight(Wiring wiring, Flight flight) {
    Instant now = wiring.clock().instant();
    RingHealth health = wiring.health().health(flight, now);
    return new StatusJson.RingFlightJson(
        FlightJson.of(flight),
        HealthJson.of(health),
        GateJson.of(new PromotionGate().decide(flight, health, now)));
  }

  private void print(StatusJson status) {
    Output output = session.output();
    if (status.products().isEmpty()) {
      output.line("No product is registered: 'ducctl product import' adds one.");
    }
    for (StatusJson.ProductJson p : status.products()) {
      output.line(p.product());
      p.releases()
          .forEach(
              r ->
                  output.line(
                      "  release " + r.version() + ", " + r.packages().size() + " packages"));
      p.waiting().forEach(w -> output.line(asked(w)));
      p.rings().forEach(r -> print(output, r));
    }
  }

  private static String asked(StatusJson.WaitingJson waiting) {
    return "  "
        + waiting.version()
        + " was submitted and needs "
        + waiting.needed()
        + (waiting.needed() == 1 ? " approval" : " approvals")
        + " of "
        + waiting.submission();
  }

  private static void print(Output output, StatusJson.RingJson ring) {
    output.line("  ring " + ring.ring() + ", " + ring.enrolled() + " devices enrolled");
    for (StatusJson.RingFlightJson f : ring.flights()) {
      HealthJson health = f.health();
      output.line(
          "    %s %s at %s %%: %d of %d succeeded, %d failed, %d installing, %d lost"
              .formatted(
                  f.flight().version(),
                  f.flight().state(),
                  f.flight().share().movePointRight(2).stripTrailingZeros().toPlainString(),
                  health.succeeded(),
                  health.offered(),
                  health.failed(),
                  health.installing(),
                  health.lost()));
      if (f.flight().state().equals("active")) {
        f.gate().reasons().forEach(reason -> output.line("      " + reason));
      }
    }
  }
}
