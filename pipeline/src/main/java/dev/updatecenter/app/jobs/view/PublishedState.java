package dev.updatecenter.app.jobs.view;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.offer.HaltMemory;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.upkeep.RingDocuments;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What can be wrong with the documents that devices see, beside what they say. */
final class PublishedState {
  private PublishedState() {}

  /** Devices take nothing without fresh metadata. */
  static Optional<Finding> expired(RingDocuments.View view, DeviceFacts facts, Instant at) {
    return view.expires().isAfter(at)
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                    "UC7034",
                    facts.device().product().value(),
                    "the published metadata expired at " + view.expires())
                .because("a device takes nothing without fresh metadata, whatever is offered")
                .fixedBy("run 'ducctl advance' or 'ducctl refresh', and let a scheduler do so"));
  }

  /** What was decided and is not published yet, as after a run that was killed. */
  static Optional<Finding> differs(
      Rollout decided, Optional<RingDocuments.View> view, DeviceFacts facts) {
    for (Map.Entry<PackageVersion, RingRelease> each : decided.releases(facts.ring()).entrySet()) {
      Optional<RolloutDocument.Release> published =
          view.flatMap(v -> v.rollout().find(facts.ring(), each.getKey()));
      boolean same =
          published
              .filter(p -> p.state() == each.getValue().state())
              .filter(p -> p.share().equals(each.getValue().share()))
              .isPresent();
      if (!same) {
        return Optional.of(behind(facts, each.getKey(), each.getValue()));
      }
    }
    return Optional.empty();
  }

  /**
   * The halts that devices of a ring may have seen: of a release that was resumed n times, each was
   * at a lower count, so an offer that says n takes it back. One that says less blocks who saw it.
   */
  static HaltMemory halts(Rollout decided, RingName ring) {
    SortedMap<PackageVersion, Integer> seen = new TreeMap<>();
    decided
        .releases(ring)
        .forEach(
            (version, release) -> {
              if (release.resumed() > 0) {
                seen.put(version, release.resumed() - 1);
              }
            });
    return new HaltMemory(seen);
  }

  private static Finding behind(DeviceFacts facts, PackageVersion version, RingRelease decided) {
    return Finding.warning(
            "UC7035",
            facts.ring().value(),
            "devices do not see yet that %s is %s at %s"
                .formatted(version, decided.state().wireName(), decided.share()))
        .because("it is on record, and the run that was to publish it did not end")
        .fixedBy("run 'ducctl advance'; a ring whose keys lie elsewhere waits for its ceremony");
  }
}
