package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.offer.DeviceState;
import dev.updatecenter.stage.offer.OfferDecision;
import dev.updatecenter.stage.offer.OfferPackage;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.PackageName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways that devices have through an offer to its newest release: they take what they are
 * offered, again and again, until they have it or are offered nothing more. Pauses and shares only
 * take time and are passed over; a halted release is no step. Pure.
 */
public final class SteppingStones {
  private static final int MOST_OBSTACLES = 3;

  private final RingSight settled;
  private final Optional<Goal> goal;

  /** The newest release, and a ring that offers nothing else. */
  private record Goal(OfferRelease release, RingSight alone) {}

  /** Ways through what a ring sees. */
  public SteppingStones(RingSight sight) {
    this.settled = sight.settled();
    this.goal =
        settled.offer().releases().stream()
            .filter(
                r ->
                    settled
                        .standing(r.version())
                        .filter(s -> s.state() != RolloutState.HALTED)
                        .isPresent())
            .findFirst()
            .map(r -> new Goal(r, settled.only(r)));
  }

  /**
   * A way.
   *
   * @param steps the releases to take, in order; empty for a device that needs none
   * @param obstacles why it ends before the newest release; empty when it does not
   */
  public record Way(List<PackageVersion> steps, List<String> obstacles) {
    /** Copies. */
    public Way {
      steps = List.copyOf(steps);
      obstacles = List.copyOf(obstacles);
    }

    /** Whether it leads to the newest release. */
    public boolean arrives() {
      return obstacles.isEmpty();
    }
  }

  /** The newest release that is not halted, to which ways lead. */
  public Optional<PackageVersion> goal() {
    return goal.map(g -> g.release().version());
  }

  /** The way of a device; a device that is past the newest release has none to go. */
  public Way from(DeviceState device) {
    return goal.map(g -> from(device, g)).orElseGet(() -> new Way(List.of(), List.of()));
  }

  private Way from(DeviceState device, Goal newest) {
    List<PackageVersion> steps = new ArrayList<>();
    DeviceState at = device;
    // A device takes each release once; one offered again and again would never arrive.
    for (int step = 0; step <= settled.offer().releases().size(); step++) {
      OfferDecision last = newest.alone().decide(at);
      if (last instanceof OfferDecision.Nothing) {
        return new Way(steps, List.of());
      }
      OfferDecision decision = settled.decide(at);
      Optional<OfferRelease> next = decision.release().flatMap(this::find);
      if (next.isEmpty() || next.filter(r -> steps.contains(r.version())).isPresent()) {
        return new Way(steps, obstacles(decision, last, next));
      }
      at = after(at, next.get());
      steps.add(next.get().version());
    }
    return new Way(steps, List.of("the way has more steps than there are releases"));
  }

  /** Of what stands against each release, newest first; of an old offer that is a long list. */
  private static List<String> obstacles(
      OfferDecision all, OfferDecision newest, Optional<OfferRelease> again) {
    List<String> reasons = all instanceof OfferDecision.Refused ? all.reasons() : newest.reasons();
    return again
        .map(r -> List.of(r.version() + " would be offered again and again"))
        .orElseGet(() -> reasons.stream().limit(MOST_OBSTACLES).toList());
  }

  private Optional<OfferRelease> find(PackageVersion version) {
    return settled.offer().releases().stream().filter(r -> r.version().equals(version)).findFirst();
  }

  /** The device once it has a release, its OS version included. */
  private static DeviceState after(DeviceState device, OfferRelease taken) {
    Map<PackageName, PackageVersion> installed = new HashMap<>(device.installed());
    for (OfferPackage p : taken.packages()) {
      installed.merge(p.name(), p.version(), SteppingStones::higher);
    }
    return new DeviceState(
        device.id(),
        device.product(),
        device.ring(),
        device.hardwareIds(),
        device.baseboardProduct(),
        taken.os().map(v -> higher(v, device.os())).orElse(device.os()),
        taken.ocp().map(v -> higher(v, device.ocp())).orElse(device.ocp()),
        Optional.of(device.release().map(v -> higher(v, taken.version())).orElse(taken.version())),
        installed,
        device.halts());
  }

  private static PackageVersion higher(PackageVersion a, PackageVersion b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
