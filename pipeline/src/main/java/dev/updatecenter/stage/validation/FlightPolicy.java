package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.submission.RingSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What policy.yaml says of flights.
 *
 * @param skipRing whether a flight may pass over a ring when somebody says why
 * @param least what a release asks of its rings at least; no ring stands there twice
 * @param calendar when flights may start and widen
 */
public record FlightPolicy(boolean skipRing, List<LeastRing> least, Calendar calendar) {
  /** Copies. */
  public FlightPolicy {
    least = List.copyOf(least);
  }

  /** What holds where policy.yaml says nothing of flights: only a lab may skip rings. */
  public static FlightPolicy standard(Policy.Profile profile) {
    return new FlightPolicy(profile == Policy.Profile.LAB, List.of(), Calendar.ALWAYS_OPEN);
  }

  /** What is asked of a ring at least; empty when it is not bound. */
  public Optional<LeastRing> least(RingName ring) {
    return least.stream().filter(l -> l.ring().equals(ring)).findFirst();
  }

  /** How many approvals a flight needs: those its release asks for, and no fewer than bound. */
  public int approvals(RingSettings asked) {
    return Math.max(asked.approvals(), least(asked.ring()).map(LeastRing::approvals).orElse(0));
  }

  /** Whether a flight starts by itself once the ring before has passed. */
  public boolean automatic(RingSettings asked) {
    return asked.automatic() && !least(asked.ring()).map(LeastRing::manual).orElse(false);
  }

  /**
   * Where a ring of a release is looser than its bound.
   *
   * @return one for each key; empty when it keeps the bound, or there is none
   */
  public List<Loosening> loosenings(RingSettings asked) {
    return least(asked.ring()).map(least -> LeastCheck.of(least, asked)).orElse(List.of());
  }

  /** Every ring that is named somewhere. */
  public Set<RingName> rings() {
    Set<RingName> rings = new LinkedHashSet<>();
    least.forEach(l -> rings.add(l.ring()));
    Stream.concat(
            calendar.windows().stream().map(Window::rings),
            calendar.freezes().stream().map(Freeze::rings))
        .flatMap(named -> named.stream().sorted())
        .forEach(rings::add);
    return rings;
  }
}
