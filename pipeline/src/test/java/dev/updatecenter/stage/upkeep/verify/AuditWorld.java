package dev.updatecenter.stage.upkeep.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.upkeep.SimulatedPublisher;
import dev.updatecenter.testing.MemoryStore;
import dev.updatecenter.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A store with a product, two releases and a ring, to be spoiled. */
final class AuditWorld {
  static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  static final String METADATA = "products/ContosoKiosk/metadata/";

  final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  final MemoryStore store = new MemoryStore(clock);
  final SimulatedPublisher home =
      new SimulatedPublisher(PRODUCT, List.of(RingName.PREVIEW), store, clock);

  private final SimulatedPublisher pump =
      new SimulatedPublisher(
          new ProductName("FabrikamPump"), List.of(RingName.PREVIEW), store, clock);

  AuditWorld() {
    home.publish("10.0.1.0", "old driver", "shared driver");
    home.publish("10.0.2.0", "new driver", "shared driver");
    home.offer(
        RingName.PREVIEW,
        List.of(PackageVersion.parse("10.0.1.0"), PackageVersion.parse("10.0.2.0")));
    store.put(
        ReleaseLayout.hardware(SimulatedPublisher.HARDWARE.id()),
        "{\"product\":\"ContosoKiosk\"}".getBytes(UTF_8),
        clock.instant());
  }

  /** What a publisher does within a second: a release, a flight of it, a refresh; a new product. */
  void goOn() {
    clock.pass(Duration.ofSeconds(1));
    home.publish("10.0.3.0", "newest driver");
    home.offer(
        RingName.PREVIEW,
        List.of(PackageVersion.parse("10.0.2.0"), PackageVersion.parse("10.0.3.0")));
    home.refresh();
    pump.publish("10.0.1.0", "pump");
  }

  AuditReport audit() {
    return audit(AuditPlace.of(store));
  }

  AuditReport audit(AuditPlace place) {
    return new StoreAudit(
            place,
            product -> Optional.of((product.equals(PRODUCT) ? home : pump).root()),
            Optional.empty(),
            clock,
            Progress.NONE)
        .run(Set.of(PRODUCT), false);
  }

  /** Every file that is live: the superseded ones may be anything. */
  Set<BlobName> live() {
    Set<String> ended = Set.of("1.snapshot.json", "2.snapshot.json", "1.packages.json");
    return store.names().stream()
        .filter(name -> ended.stream().noneMatch(old -> name.value().endsWith("/" + old)))
        .filter(name -> !isOldRing(name))
        .collect(Collectors.toSet());
  }

  private static boolean isOldRing(BlobName name) {
    return name.value().endsWith("/1.ring-Preview.json")
        || name.value().endsWith("/1.rollout.json")
        || name.value().endsWith("/1.packages-10.0.1.0.json");
  }

  static Set<String> errors(AuditReport report) {
    return report.findings().stream()
        .filter(f -> f.severity() == Severity.ERROR)
        .map(Finding::subject)
        .collect(Collectors.toSet());
  }

  static Set<String> codes(AuditReport report) {
    return report.findings().stream().map(Finding::code).collect(Collectors.toSet());
  }
}
