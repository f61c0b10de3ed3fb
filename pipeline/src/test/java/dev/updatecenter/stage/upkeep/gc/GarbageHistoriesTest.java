package dev.updatecenter.stage.upkeep.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.upkeep.SimulatedPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of two products in one store, with a collection now and then. */
class GarbageHistoriesTest {
  private final GarbageWorld world = new GarbageWorld();
  private final List<PackageVersion> published = new ArrayList<>();
  private Random random = new Random(0);
  private int next = 1;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void keepsWhatAnybodyCouldWantAndNothingElseInTheEnd(long seed) throws Exception {
    random = new Random(seed);
    publish();
    act(world.other, () -> world.other.publish("10.0.1.0", "pump", "package 1"));
    for (int step = 0; step < 60; step++) {
      step();
      if (random.nextInt(4) == 0) {
        collect();
      }
    }
    for (int quiet = 0; quiet < 45; quiet++) {
      world.pass(14);
      refresh();
      if (quiet % 9 == 8) {
        collect();
      }
    }
    assertOnlyWhatCounts();
  }

  private void step() {
    world.pass(random.nextInt(9));
    refresh();
    switch (random.nextInt(4)) {
      case 0 -> publish();
      case 1 -> offer();
      default -> {}
    }
  }

  /** Releases share packages, some of which are years old by then. */
  private void publish() {
    int minor = next++;
    String shared = "package " + (1 + random.nextInt(minor));
    act(
        world.kiosk,
        () -> world.kiosk.publish(GarbageWorld.v(minor).toString(), "package " + minor, shared));
    published.add(GarbageWorld.v(minor));
  }

  /** A ring takes one of the newest three that still are there, and forgets all but two. */
  private void offer() {
    Set<PackageVersion> there = there();
    List<PackageVersion> newest =
        published.stream().filter(there::contains).sorted(Collections.reverseOrder()).toList();
    if (newest.isEmpty()) {
      return;
    }
    List<PackageVersion> chosen =
        newest.subList(0, Math.min(3, newest.size())).stream()
            .filter(v -> random.nextBoolean())
            .limit(2)
            .toList();
    act(
        world.kiosk,
        () ->
            world.kiosk.offer(
                random.nextBoolean() ? GarbageWorld.PREVIEW : GarbageWorld.ALL, chosen));
  }

  private Set<PackageVersion> there() {
    return world.live(world.kiosk).roles().keySet().stream()
        .flatMap(
            role ->
                dev.updatecenter.stage.publishing.ReleaseRole.of(role).stream()
                    .map(r -> r.version()))
        .collect(Collectors.toSet());
  }

  private void refresh() {
    act(world.kiosk, world.kiosk::refresh);
    if (!world.generations.isEmpty()) {
      act(world.other, () -> {});
    }
  }

  private void act(SimulatedPublisher home, Runnable act) {
    act.run();
    if (home.root().length > 0) {
      world.note(home);
    }
  }

  private void collect() {
    world.collect(world.kiosk);
    world.note(world.kiosk);
    Instant now = world.clock.instant();
    for (SimulatedPublisher home : List.of(world.kiosk, world.other)) {
      Set<BlobName> wanted = new HashSet<>();
      List<GarbageWorld.Generation> all =
          world.generations.stream().filter(g -> g.product().equals(home.product())).toList();
      for (int i = 0; i < all.size(); i++) {
        Instant end = i + 1 < all.size() ? all.get(i + 1).from() : Instant.MAX;
        if (!end.isBefore(now.minus(Duration.ofHours(24)))) {
          wanted.addAll(all.get(i).files());
        }
        if (!end.isBefore(now.minus(Duration.ofDays(90)))) {
          wanted.addAll(all.get(i).offered());
        }
      }
      wanted.removeAll(world.store.names());
      assertThat(wanted).as("what devices of %s may want at %s", home.product(), now).isEmpty();
      assertThat(world.missing(home)).as("named and not there").isEmpty();
    }
  }

  private void assertOnlyWhatCounts() {
    Set<BlobName> packages =
        world.store.names().stream()
            .filter(name -> name.value().startsWith("content/packages/"))
            .collect(Collectors.toSet());
    Set<BlobName> offered = new HashSet<>();
    world.note(world.kiosk);
    offered.addAll(world.generations.get(world.generations.size() - 1).offered());
    offered.add(SimulatedPublisher.blob("pump"));
    offered.add(SimulatedPublisher.blob("package 1"));
    Set<BlobName> ofOfferedReleases = new HashSet<>(offered);
    world
        .live(world.kiosk)
        .roles()
        .values()
        .forEach(
            role ->
                role.targets()
                    .forEach(
                        (path, file) ->
                            ofOfferedReleases.add(
                                dev.updatecenter.stage.publishing.ReleaseLayout.content(
                                    path, file.sha256()))));
    assertThat(packages).isEqualTo(within(ofOfferedReleases, packages));
    assertThat(there()).as("releases that no ring offers").allMatch(v -> isOffered(v, offered));
    Instant oldest = world.clock.instant().minus(Duration.ofDays(400 + 60));
    assertThat(
            world.store.list("products/ContosoKiosk/").filter(b -> b.modified().isBefore(oldest)))
        .as("numbered files of ages past")
        .allMatch(blob -> isLiveOrRoot(blob.name()));
  }

  private static Set<BlobName> within(Set<BlobName> some, Set<BlobName> all) {
    return all.stream().filter(some::contains).collect(Collectors.toSet());
  }

  private boolean isOffered(PackageVersion version, Set<BlobName> offered) {
    return world.live(world.kiosk).roles().entrySet().stream()
        .filter(e -> e.getKey().value().equals("packages-" + version))
        .flatMap(e -> e.getValue().targets().entrySet().stream())
        .anyMatch(
            e ->
                offered.contains(
                    dev.updatecenter.stage.publishing.ReleaseLayout.content(
                        e.getKey(), e.getValue().sha256())));
  }

  private boolean isLiveOrRoot(BlobName name) {
    return name.value().endsWith("1.root.json")
        || world.generations.get(world.generations.size() - 1).files().contains(name);
  }
}
