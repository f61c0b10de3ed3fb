package dev.updatecenter.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of {@code advance}. */
public record AdvanceJson(int schemaVersion, List<ProductJson> products) {
  /** What one run did for a product; {@code error} says what kept it from its end. */
  public record ProductJson(
      String product,
      ReportsJson reports,
      List<StepJson> flights,
      List<FlightJson> started,
      List<String> waiting,
      boolean published,
      boolean refreshed,
      ErrorJson.@Nullable Body error) {}

  /** The reports that came in. */
  public record ReportsJson(int accepted, int skipped, List<FindingJson> findings) {}

  /** What one gate decided; {@code findings} holds the alarm of a hold that is too old. */
  public record StepJson(
      FlightJson flight, HealthJson health, GateJson gate, List<FindingJson> findings) {}
}
