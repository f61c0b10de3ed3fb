package dev.updatecenter.app.api;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.reporting.FailureCount;
import dev.updatecenter.stage.reporting.KnownFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of {@code device failures}. */
public record FailuresJson(int schemaVersion, List<FailureJson> failures) {
  /** Copies. */
  public FailuresJson {
    failures = List.copyOf(failures);
  }

  /**
   * The failures of a product with one code.
   *
   * @param code null for devices that gave none
   * @param listed whether the table of codes has it; else what is said of it is its component's
   * @param since the oldest of them, RFC 3339
   * @param latest the newest
   */
  public record FailureJson(
      String product,
      @Nullable String code,
      String name,
      String meaning,
      String firstAid,
      boolean listed,
      int devices,
      String since,
      String latest,
      List<PlaceJson> places) {
    /** Copies. */
    public FailureJson {
      places = List.copyOf(places);
    }

    /** The shape of a count. */
    public static FailureJson of(ProductName product, FailureCount count, KnownFailure known) {
      return new FailureJson(
          product.value(),
          count.code().map(FailureCode::toString).orElse(null),
          known.name(),
          known.meaning(),
          known.firstAid(),
          known.listed(),
          count.devices(),
          count.first().toString(),
          count.last().toString(),
          count.places().stream().map(PlaceJson::of).toList());
    }
  }

  /** A release in a ring. */
  public record PlaceJson(String ring, String release, int devices, String since) {
    static PlaceJson of(FailureCount.Place place) {
      return new PlaceJson(
          place.ring().value(),
          place.release().toString(),
          place.devices(),
          place.first().toString());
    }
  }
}
