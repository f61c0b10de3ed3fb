package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRecord;
import dev.updatecenter.stage.flighting.RolloutState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code pause}, {@code resume} and {@code halt} do to a flight of a ring. */
public final class RingControl {
  private final Wiring wiring;

  /** Controls the rings of a home. */
  public RingControl(Wiring wiring) {
    this.wiring = wiring;
  }

  /** What a person decided. */
  public enum Act {
    /** No device begins to install. */
    PAUSE,
    /** Goes on with the same devices. */
    RESUME,
    /** Stops at once. */
    HALT;

    /** The word on the command line. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What somebody asks for.
   *
   * @param ring the ring; empty for the one of the newest flight
   * @param release the release; empty for the one that was flighted there last
   * @param reason why; devices and people are told; may be empty
   */
  public record Wish(Optional<RingName> ring, Optional<PackageVersion> release, String reason) {
    /** The newest flight. */
    public static Wish newest(String reason) {
      return new Wish(Optional.empty(), Optional.empty(), reason);
    }
  }

  /**
   * What became of it.
   *
   * @param changed whether the ledger or what devices see is another than before
   * @param name which flight
   * @param flight as it stands now; empty where its row in the ledger is damaged or another home's
   * @param seen what devices are told of it; empty where it never got that far
   * @param elsewhere other rings in which devices may still begin the same release
   */
  public record Result(
      boolean changed,
      FlightName name,
      Optional<Flight> flight,
      Optional<RolloutState> seen,
      List<RingName> elsewhere) {
    /** Copies. */
    public Result {
      elsewhere = List.copyOf(elsewhere);
    }
  }

  /**
   * Acts on a ring and makes it live.
   *
   * @throws UpdateCenterException exit 5 without a flight, exit 6 when the ring's state does not
   *     allow the act, exit 9 when others have to sign
   */
  public Result act(Act act, ProductName product, Wish wish) {
    RegisteredProduct registered = Products.require(wiring, product);
    FlightName name =
        recorded(product, wish)
            .or(() -> act == Act.RESUME ? Optional.empty() : seen(registered, wish))
            .orElseThrow(() -> noFlight(product, wish));
    boolean changed =
        act == Act.RESUME
            ? new Resuming(wiring, registered, name).resume(wish.reason())
            : new Stopping(wiring, registered, name).stop(act, wish.reason());
    return result(registered, name, changed);
  }

  /** By what the ledger's rows say, verified or not: a damaged one keeps nobody from stopping. */
  private Optional<FlightName> recorded(ProductName product, Wish wish) {
    return wiring.flightLedger().flights(product).stream()
        .map(FlightRecord::facts)
        .filter(f -> wish.ring().isEmpty() || f.ring().equals(wish.ring().get()))
        .filter(f -> wish.release().isEmpty() || f.version().equals(wish.release().get()))
        .reduce((first, second) -> second)
        .map(FlightName::of);
  }

  /** What devices see of a ring that another home flighted: the newest that is not halted. */
  private Optional<FlightName> seen(RegisteredProduct product, Wish wish) {
    SeenState seen = new SeenState(wiring, product);
    return wish.ring()
        .flatMap(
            ring ->
                seen.open(ring).stream()
                    .filter(v -> wish.release().isEmpty() || v.equals(wish.release().get()))
                    .reduce((first, second) -> second)
                    .map(v -> new FlightName(product.model().product(), ring, v)));
  }

  private Result result(RegisteredProduct product, FlightName name, boolean changed) {
    return new Result(
        changed,
        name,
        flight(name),
        new SeenState(wiring, product).of(name),
        wiring.flights().rollout(name.product()).rings().entrySet().stream()
            .filter(ring -> !ring.getKey().equals(name.ring()))
            .filter(
                ring ->
                    Optional.ofNullable(ring.getValue().get(name.version()))
                        .filter(r -> r.state() == RolloutState.ACTIVE)
                        .isPresent())
            .map(Map.Entry::getKey)
            .toList());
  }

  private Optional<Flight> flight(FlightName name) {
    try {
      return wiring.flights().find(name.product(), name.ring(), name.version());
    } catch (UpdateCenterException e) {
      wiring.progress().say(e.getMessage() + ": the act itself is done.");
      return Optional.empty();
    }
  }

  private static UpdateCenterException noFlight(ProductName product, Wish wish) {
    String release = wish.release().map(v -> " of " + v).orElse("");
    String ring = wish.ring().map(r -> " in " + r).orElse("");
    return UpdateCenterException.error(
            "UC6023", ExitCode.NOT_FOUND, product + " has no flight" + release + ring)
        .fix("'ducctl status " + product + "' says what is flighted where")
        .state("nothing was changed")
        .build();
  }
}
