package dev.updatecenter.stage.planning;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRequest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The move of one ring, on top of what the ring has: whoever approves it has seen what stands
 * there. That a flight of the ring passes, or reaches a wider share, is the work of time and
 * reports and changes nothing here; that one is paused, halted or resumed does.
 *
 * @param product whose
 * @param ring the ring it moves
 * @param version the release's
 * @param os the OS version it moves the ring to, if it does
 * @param ocp the OEM custom package version it moves the ring to, if it does
 * @param release digest of the release's {@link ReleasePlan}: gate and ramp are there
 * @param policy digest of the policy.yaml that is registered
 * @param model digest of the product.yaml that is registered
 * @param present what the ring has now, version ascending
 * @param skipReason why the ring before need not have passed; empty for no skipping
 */
public record FlightPlan(
    ProductName product,
    RingName ring,
    PackageVersion version,
    Optional<PackageVersion> os,
    Optional<PackageVersion> ocp,
    ContentDigest release,
    ContentDigest policy,
    ContentDigest model,
    List<Present> present,
    Optional<String> skipReason)
    implements BoundPlan {
  /** Stands in {@code bound.plan}. */
  static final String WORD = "flight";

  /** Copies, in order. */
  public FlightPlan {
    present = present.stream().sorted(Comparator.comparing(Present::version)).toList();
  }

  /**
   * A release that the ring has.
   *
   * @param version the release's
   * @param os the OS version it moved the ring to, if it did
   * @param ocp the OEM custom package version it moved the ring to, if it did
   * @param state {@code active}, {@code paused} or {@code halted}
   * @param resumed how often it was resumed after a halt
   */
  public record Present(
      PackageVersion version,
      Optional<PackageVersion> os,
      Optional<PackageVersion> ocp,
      String state,
      int resumed) {
    static Present of(Flight flight) {
      return new Present(
          flight.version(),
          flight.facts().os(),
          flight.facts().ocp(),
          flight.standing().state().wireName(),
          flight.standing().resumed());
    }

    private Map<String, Object> plain() {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("version", version.toString());
      os.ifPresent(v -> plain.put("os", v.toString()));
      ocp.ifPresent(v -> plain.put("ocp", v.toString()));
      plain.put("state", state);
      plain.put("resumed", resumed);
      return plain;
    }
  }

  /**
   * The plan of a flight that is asked for.
   *
   * @param os the OS version that the flight has, if any
   * @param ocp the OEM custom package version that the flight has, if any
   * @param release the newest plan of the release
   * @param flights the product's; those of other rings do not count
   */
  public static FlightPlan of(
      FlightRequest request,
      Optional<PackageVersion> os,
      Optional<PackageVersion> ocp,
      ReleasePlan release,
      List<Flight> flights) {
    return new FlightPlan(
        request.product(),
        request.ring(),
        request.version(),
        os,
        ocp,
        release.digest(),
        release.policy(),
        release.model(),
        flights.stream().filter(f -> f.ring().equals(request.ring())).map(Present::of).toList(),
        request.skipReason());
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public Map<String, Object> bound() {
    Map<String, Object> bound = new LinkedHashMap<>();
    bound.put("plan", WORD);
    bound.put("product", product.value());
    bound.put("ring", ring.value());
    bound.put("version", version.toString());
    os.ifPresent(v -> bound.put("os", v.toString()));
    ocp.ifPresent(v -> bound.put("ocp", v.toString()));
    bound.put("release", release.hex());
    bound.put("policy", policy.hex());
    bound.put("model", model.hex());
    bound.put("present", present.stream().map(Present::plain).toList());
    skipReason.ifPresent(reason -> bound.put("skipReason", reason));
    return bound;
  }
}
