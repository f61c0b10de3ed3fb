package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.upkeep.LiveMetadata;
import dev.updatecenter.stage.upkeep.SimulatedPublisher;
import dev.updatecenter.testing.MemoryStore;
import dev.updatecenter.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A store with two homes that publish a product each, and what devices of all times saw. */
final class GarbageWorld {
  static final RingName PREVIEW = RingName.PREVIEW;
  static final RingName ALL = new RingName("GeneralAvailability");

  final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  final MemoryStore store = new MemoryStore(clock);
  final SimulatedPublisher kiosk = publisher("ContosoKiosk");
  final SimulatedPublisher other = publisher("FabrikamPump");
  final List<Generation> generations = new ArrayList<>();
  final TellingAudit audit = new TellingAudit();

  private SimulatedPublisher publisher(String product) {
    return new SimulatedPublisher(new ProductName(product), List.of(PREVIEW, ALL), store, clock);
  }

  /**
   * What was live from an instant on.
   *
   * @param files all that a device might fetch while it was
   * @param offered packages that a ring offered
   */
  record Generation(
      ProductName product, Instant from, Set<BlobName> files, Set<BlobName> offered) {}

  static PackageVersion v(int minor) {
    return PackageVersion.parse("10.0." + minor + ".0");
  }

  void pass(int days) {
    clock.pass(Duration.ofDays(days));
  }

  /** Writes down what devices of a product see now. */
  void note(SimulatedPublisher home) {
    LiveMetadata live = live(home);
    Set<BlobName> files = new HashSet<>();
    files.add(ReleaseLayout.metadata(home.product(), "timestamp.json"));
    files.add(ReleaseLayout.metadata(home.product(), live.snapshot().version() + ".snapshot.json"));
    live.snapshot()
        .meta()
        .forEach(
            (role, file) ->
                files.add(ReleaseLayout.metadata(home.product(), role.fileName(file.version()))));
    Set<BlobName> offered = new HashSet<>();
    live.roles()
        .forEach(
            (role, targets) ->
                targets
                    .targets()
                    .forEach(
                        (path, file) -> {
                          BlobName blob = ReleaseLayout.content(path, file.sha256());
                          if (!path.startsWith("packages/")) {
                            files.add(blob);
                          }
                          if (role.value().startsWith("ring-")) {
                            offered.addAll(packages(blob));
                          }
                        }));
    files.addAll(offered);
    generations.add(new Generation(home.product(), clock.instant(), files, offered));
  }

  LiveMetadata live(SimulatedPublisher home) {
    try {
      return LiveMetadata.load(home.product(), home.root(), store);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Set<BlobName> packages(BlobName offer) {
    try {
      return Offer.read(store.bytes(offer), "offer").releases().stream()
          .flatMap(release -> release.packages().stream())
          .map(p -> ReleaseLayout.content(p.target(), p.sha256()))
          .collect(Collectors.toSet());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  GarbagePlanner planner(SimulatedPublisher home) {
    TrustedRoots roots =
        product ->
            Optional.of(home.root()).filter(r -> r.length > 0 && product.equals(home.product()));
    return new GarbagePlanner(store, roots, Retention.STANDARD, clock, Progress.NONE);
  }

  GarbagePlan plan(SimulatedPublisher home) {
    return planner(home).plan(new HomeNeeds(Map.of(home.product(), Set.of()), Set.of()));
  }

  /** What {@code repo gc --yes} does. */
  void collect(SimulatedPublisher home) {
    carryOut(home, plan(home));
  }

  void carryOut(SimulatedPublisher home, GarbagePlan plan) {
    Set<PackageVersion> leaving =
        plan.withdrawals().stream()
            .map(GarbagePlan.Withdrawal::release)
            .collect(Collectors.toSet());
    if (!leaving.isEmpty()) {
      home.withdraw(leaving);
    }
    new GarbageCollector(store, audit, Progress.NONE).delete(plan.deletions(), () -> {});
  }

  /** Files that live metadata of a product names and that are not there. */
  Set<BlobName> missing(SimulatedPublisher home) {
    Set<BlobName> named = new HashSet<>();
    live(home)
        .roles()
        .values()
        .forEach(
            role ->
                role.targets()
                    .forEach(
                        (path, file) -> named.add(ReleaseLayout.content(path, file.sha256()))));
    named.removeAll(store.names());
    return named;
  }

  /** Names what is about to be deleted, and how it ended. */
  static final class TellingAudit implements AuditLog {
    final List<String> told = new ArrayList<>();

    @Override
    public synchronized long intent(String act, ProductName product, Map<String, String> facts) {
      told.add(product + " " + act + " " + new TreeMap<>(facts));
      return told.size();
    }

    @Override
    public synchronized void result(
        long intent, ProductName product, Outcome outcome, Map<String, String> facts) {
      told.add(product + " " + outcome + " " + new TreeMap<>(facts));
    }
  }
}
