package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.FindingJson;
import dev.updatecenter.app.api.HealthJson;
import dev.updatecenter.app.api.StatusJson.ProductJson;
import dev.updatecenter.app.api.StatusJson.RingFlightJson;
import dev.updatecenter.app.api.StatusJson.RingJson;
import dev.updatecenter.app.api.ci.CleanText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A product's status in lines for people; what passed and was followed is one line. */
final class StatusLines {
  private static final String ACTIVE = "active";
  private static final String PASSED = "passed";

  private final List<String> lines = new ArrayList<>();

  private StatusLines() {}

  static List<String> of(ProductJson product) {
    StatusLines status = new StatusLines();
    status.product(product);
    return status.lines;
  }

  private void product(ProductJson p) {
    add(0, p.product());
    p.releases()
        .forEach(r -> add(1, "release " + r.version() + ", packages: " + r.packages().size()));
    p.waiting().forEach(w -> add(1, w.told()));
    p.rings().forEach(this::ring);
    add(
        1,
        p.advancedAt() == null
            ? "advance never ran"
            : "advance ran at " + Moment.of(p.advancedAt()));
    for (FindingJson finding : p.findings()) {
      add(1, finding.severity() + " " + finding.code() + ": " + finding.message());
      add(2, "fix: " + finding.fix());
    }
    p.next().forEach(n -> add(1, "next: " + n.command() + "    (" + n.why() + ")"));
  }

  private void ring(RingJson ring) {
    add(1, "ring " + ring.ring() + ", " + Counted.devices(ring.enrolled()) + " enrolled");
    List<RingFlightJson> flights = ring.flights();
    for (int i = 0; i < flights.size(); i++) {
      boolean isNewest = i + 1 == flights.size();
      String state = flights.get(i).flight().state();
      if (isNewest || state.equals(ACTIVE)) {
        flight(flights.get(i));
      } else if (!state.equals(PASSED)) {
        add(2, headline(flights.get(i)));
      }
    }
    for (FindingJson against : ring.blocked()) {
      add(2, "cannot begin: " + against.code() + ": " + against.message());
      add(3, "fix: " + against.fix());
    }
    long before = flights.stream().filter(f -> f.flight().state().equals(PASSED)).count();
    boolean newestPassed =
        !flights.isEmpty() && flights.get(flights.size() - 1).flight().state().equals(PASSED);
    long others = newestPassed ? before - 1 : before;
    if (others > 0) {
      add(2, "passed before: " + others);
    }
  }

  private void flight(RingFlightJson f) {
    add(2, headline(f));
    HealthJson health = f.health();
    add(3, health.sentence());
    add(
        3,
        "excluded %d, eligible %d, offered %d, reported %d, lost %d"
            .formatted(
                health.excluded(),
                health.eligible(),
                health.offered(),
                health.reported(),
                health.lost()));
    if (!f.flight().state().equals(ACTIVE)) {
      return;
    }
    String since = f.gate().since() == null ? "" : " since " + Moment.of(f.gate().since());
    add(3, "gate: " + f.gate().decision() + since);
    f.gate().reasons().forEach(reason -> add(4, reason));
    if (f.gate().earliest() != null) {
      add(4, "not before " + Moment.of(f.gate().earliest()));
    }
  }

  private static String headline(RingFlightJson f) {
    BigDecimal percent = f.flight().share().movePointRight(2).stripTrailingZeros();
    String reason = f.flight().reason().isEmpty() ? "" : ": " + f.flight().reason();
    return "%s is %s at %s %%%s"
        .formatted(f.flight().version(), f.flight().state(), percent.toPlainString(), reason);
  }

  private void add(int depth, String text) {
    lines.add("  ".repeat(depth) + CleanText.line(text));
  }
}
