package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.LiveMark;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.publishing.Refresh;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Whether a run may spare itself the verification of all metadata of a product: an earlier one
 * found everything live, the same {@code timestamp.json} stands there, and nothing that offers are
 * made of has changed. A mark ends when signatures are due, so all is verified once a day at least.
 */
final class LiveCheck {
  private static final int MAX_TIMESTAMP = 16_384;

  private final Wiring wiring;
  private final RegisteredProduct product;
  private final ProductName name;
  private final Optional<ContentDigest> before;

  LiveCheck(Wiring wiring, RegisteredProduct product) {
    this.wiring = wiring;
    this.product = product;
    this.name = product.model().product();
    this.before = timestamp();
  }

  private Optional<ContentDigest> timestamp() {
    return wiring.store().read(Refresh.timestamp(name), MAX_TIMESTAMP).map(ContentDigest::of);
  }

  /** Whether devices see what the ledger says, and nothing is on its way or due. */
  boolean isLive(List<Flight> flights) {
    Optional<LiveMark> mark = wiring.gates().marks().find(name);
    return mark.isPresent()
        && before.equals(Optional.of(mark.get().timestamp()))
        && wiring.clock().instant().isBefore(mark.get().due())
        && Files.notExists(wiring.publishing().pending(name))
        && mark.get().wanted().equals(wanted(flights));
  }

  /** Marks what a run that changed nothing has verified, unless somebody published meanwhile. */
  void mark(List<Flight> flights) {
    if (!flights.isEmpty() && before.isPresent() && before.equals(timestamp())) {
      wiring
          .publishing()
          .offers(product)
          .refresh()
          .due()
          .ifPresent(
              due ->
                  wiring
                      .gates()
                      .marks()
                      .save(name, new LiveMark(wanted(flights), before.get(), due)));
    }
  }

  /** All that offers and rollouts are made of; packages never change under their submission. */
  private ContentDigest wanted(List<Flight> flights) {
    Map<PackageVersion, Optional<ContentDigest>> plans = new HashMap<>();
    StringJoiner lines = new StringJoiner("\n");
    lines.add("live/1").add(product.digest().hex());
    for (Flight flight : flights) {
      RingRelease standing = flight.standing();
      lines.add(flight.facts().digest().hex()).add(flight.state() + " " + flight.passedAt());
      lines.add(standing.share() + " " + standing.salt() + " " + standing.resumed());
      lines.add(standing.reason());
      plans
          .computeIfAbsent(flight.version(), this::plan)
          .ifPresent(digest -> lines.add(digest.hex()));
    }
    return digest(lines.toString());
  }

  private Optional<ContentDigest> plan(PackageVersion version) {
    return wiring.publications().revision(name, version).map(r -> digest(r.manifest()));
  }

  private static ContentDigest digest(String text) {
    return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
