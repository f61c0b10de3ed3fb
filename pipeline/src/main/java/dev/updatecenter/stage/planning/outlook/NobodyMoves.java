package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.offer.OfferRelease;
import java.util.List;
import java.util.Optional;

/** Finds a flight that gives no device of its ring anything. */
final class NobodyMoves {
  private NobodyMoves() {}

  static Optional<Finding> finding(RingName ring, OfferRelease release, List<MatrixRow> rows) {
    if (rows.isEmpty()) {
      return Optional.of(
          Finding.note("UC6063", ring.value(), "no device is enrolled")
              .because("devices that are not enrolled take the release, too, but do not count")
              .fixedBy("enrol devices with 'ducctl device enrol'"));
    }
    if (rows.stream().anyMatch(MatrixRow::changes)) {
      return Optional.empty();
    }
    String why = rows.get(0).inShare().reasons().stream().findFirst().orElse("");
    return Optional.of(
        Finding.warning(
                "UC6062", ring.value(), release.version() + " would give no device anything else")
            .because("devices of the first state: " + why)
            .fixedBy("look at the ring's states: they have it, are beyond it, or below a floor"));
  }
}
