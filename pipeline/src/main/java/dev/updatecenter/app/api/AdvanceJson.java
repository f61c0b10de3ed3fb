package dev.updatecenter.app.api;

import java.util.List;

/** The result of {@code advance}. */
public record AdvanceJson(int schemaVersion, List<ProductJson> products) {
  /** What one run did for a product. */
  public record ProductJson(
      String product,
      ReportsJson reports,
      List<StepJson> flights,
      List<FlightJson> started,
      List<String> waiting,
      boolean published,
      boolean refreshed) {}

  /** The reports that came in. */
  public record ReportsJson(int accepted, int skipped, List<FindingJson> findings) {}

  /** What one gate decided. */
  public record StepJson(FlightJson flight, HealthJson health, GateJson gate) {}
}
