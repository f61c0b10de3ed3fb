package dev.updatecenter.stage.upkeep.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.upkeep.SimulatedPublisher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a collection does not guess about, and what it leaves to others. */
class GarbageRefusalsTest {
  private final GarbageWorld world = new GarbageWorld();

  @BeforeEach
  void publish() {
    world.kiosk.publish("10.0.1.0", "old driver");
    world.kiosk.publish("10.0.2.0", "new driver");
    world.kiosk.offer(GarbageWorld.PREVIEW, List.of(GarbageWorld.v(2)));
    world.other.publish("10.0.1.0", "pump");
    world.pass(100);
    world.kiosk.refresh();
  }

  static Stream<Arguments> spoilings() {
    return Stream.of(
        spoiling(
            "UC5130",
            "another home's timestamp is gone",
            w -> w.store.delete(new BlobName("products/FabrikamPump/metadata/timestamp.json"))),
        spoiling(
            "UC5130",
            "another home's snapshot is damaged",
            w -> flip(w, "products/FabrikamPump/metadata/1.snapshot.json")),
        spoiling(
            "UC5130",
            "another home's release is gone",
            w ->
                w.store.delete(
                    new BlobName("products/FabrikamPump/metadata/1.packages-10.0.1.0.json"))),
        spoiling(
            "UC5130",
            "our product is not in the store at all",
            w ->
                w.store.names().stream()
                    .filter(name -> name.value().startsWith("products/ContosoKiosk/"))
                    .forEach(w.store::delete)),
        spoiling(
            "UC5130",
            "a product of another program",
            w ->
                w.store.put(
                    new BlobName("products/root/index.json"), new byte[1], w.clock.instant())),
        spoiling(
            "UC5131",
            "the store's clock is ahead",
            w ->
                w.store.put(
                    new BlobName("content/packages/0/x"),
                    new byte[1],
                    w.clock.instant().plus(Duration.ofMinutes(61)))),
        spoiling(
            "UC5132",
            "a past snapshot is gone",
            w -> w.store.delete(new BlobName("products/ContosoKiosk/metadata/2.snapshot.json"))),
        spoiling(
            "UC5132",
            "a past snapshot is no JSON",
            w ->
                w.store.put(
                    new BlobName("products/ContosoKiosk/metadata/2.snapshot.json"),
                    new byte[] {'{'},
                    w.clock.instant())),
        spoiling(
            "UC5132",
            "a live offer is not what its name says",
            w ->
                flip(
                    w,
                    w.store.names().stream()
                        .map(BlobName::value)
                        .filter(name -> name.endsWith("Preview.json") && name.contains("/offers/"))
                        .findFirst()
                        .orElseThrow())),
        spoiling("UC5133", "our product has expired", w -> w.pass(4)));
  }

  private static Arguments spoiling(String code, String what, Consumer<GarbageWorld> spoil) {
    return Arguments.of(code, what, spoil);
  }

  private static void flip(GarbageWorld world, String name) {
    byte[] bytes = world.store.bytes(new BlobName(name));
    bytes[bytes.length / 2] ^= 1;
    world.store.put(new BlobName(name), bytes, world.clock.instant());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("spoilings")
  void refusesToGuess(String code, String what, Consumer<GarbageWorld> spoil) {
    spoil.accept(world);
    Set<BlobName> before = world.store.names();

    assertThatThrownBy(() -> world.collect(world.kiosk))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    assertThat(world.store.names()).isEqualTo(before);
  }

  @Test
  void deletesNothingWhereNoProductOfTheStoreIsFresh() {
    world.store.put(SimulatedPublisher.blob("unfinished"), new byte[1], world.clock.instant());
    world.pass(200);

    assertThatThrownBy(() -> world.planner(world.kiosk).plan(new HomeNeeds(Map.of(), Set.of())))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5133"));
  }

  @Test
  void leavesWhatIsNoPackageToWhoeverPutItThere() {
    BlobName foreign = new BlobName("content/packages/README.html");
    BlobName old = SimulatedPublisher.blob("unfinished");
    world.store.put(foreign, new byte[1], world.clock.instant());
    world.store.put(old, new byte[1], world.clock.instant());
    world.pass(91);
    world.kiosk.refresh();

    world.collect(world.kiosk);

    assertThat(world.store.names()).contains(foreign).doesNotContain(old);
  }

  @Test
  void withdrawsNothingThatTheHomeStillNeeds() {
    HomeNeeds needs =
        new HomeNeeds(Map.of(world.kiosk.product(), Set.of(GarbageWorld.v(1))), Set.of());

    assertThat(world.planner(world.kiosk).plan(needs).withdrawals()).isEmpty();
    assertThat(world.plan(world.kiosk).withdrawals())
        .singleElement()
        .satisfies(w -> assertThat(w.release()).isEqualTo(GarbageWorld.v(1)));
  }

  @Test
  void deletesNothingThatIsPending() {
    BlobName orphan = SimulatedPublisher.blob("orphan");
    world.store.put(orphan, new byte[3], world.clock.instant().minus(Duration.ofDays(95)));

    assertThat(world.plan(world.kiosk).deletions())
        .extracting(each -> each.blob().name())
        .containsExactly(orphan);
    HomeNeeds needs = new HomeNeeds(Map.of(world.kiosk.product(), Set.of()), Set.of(orphan));
    assertThat(world.planner(world.kiosk).plan(needs).deletions()).isEmpty();
  }

  @Test
  void leavesTheMetadataOfOtherHomesToThem() {
    world.pass(900);
    world.kiosk.refresh();
    for (int i = 0; i < 9; i++) {
      world.other.refresh();
    }
    world.pass(1);

    assertThat(world.plan(world.kiosk).withdrawals())
        .allMatch(w -> w.product().equals(world.kiosk.product()));
    assertThat(world.plan(world.kiosk).deletions())
        .isNotEmpty()
        .noneMatch(each -> each.blob().name().value().contains("FabrikamPump"));
  }

  @Test
  void neverDeletesARoot() {
    world.pass(5000);
    world.kiosk.refresh();

    assertThat(world.plan(world.kiosk).deletions())
        .isNotEmpty()
        .noneMatch(each -> each.blob().name().value().contains("root.json"));
  }

  @Test
  void refusesRetentionsThatAreTooShort() {
    Duration year = Duration.ofDays(400);
    assertThatThrownBy(() -> new Retention(Duration.ofDays(365), Duration.ofDays(90)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Retention(year, Duration.ofDays(29)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Retention(year, Duration.ofDays(371)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
