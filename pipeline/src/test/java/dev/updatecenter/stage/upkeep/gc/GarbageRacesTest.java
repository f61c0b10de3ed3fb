package dev.updatecenter.stage.upkeep.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.stage.upkeep.SimulatedPublisher;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A collection beside publishers of other homes, and one that dies. */
class GarbageRacesTest {
  private static final BlobName OLD = SimulatedPublisher.blob("old driver");

  /** The process dies: nothing catches it as a failure of the program. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A package that both homes had, that nobody names any more, and that is to be deleted now. */
  private static GarbageWorld condemned() {
    GarbageWorld world = new GarbageWorld();
    world.kiosk.publish("10.0.1.0", "old driver", "older driver");
    world.kiosk.publish("10.0.2.0", "new driver");
    world.kiosk.offer(GarbageWorld.PREVIEW, List.of(GarbageWorld.v(2)));
    world.other.publish("10.0.1.0", "pump");
    world.pass(120);
    world.kiosk.refresh();
    world.collect(world.kiosk);
    assertThat(world.store.names()).as("withdrawn, not deleted yet").contains(OLD);
    world.pass(30);
    world.kiosk.refresh();
    assertThat(world.plan(world.kiosk).deletions())
        .extracting(each -> each.blob().name())
        .contains(OLD);
    return world;
  }

  @Test
  void deletesInASecondRunWhatTheFirstWithdrew() {
    GarbageWorld world = condemned();
    world.collect(world.kiosk);

    assertThat(world.store.names()).doesNotContain(OLD);
    assertThat(world.missing(world.kiosk)).isEmpty();
    assertThat(world.audit.told)
        .anyMatch(line -> line.startsWith("_home collect-garbage") && line.contains(OLD.value()));
  }

  /** The classic race: put-if-absent finds what the collector deletes a moment later. */
  @Test
  void publishingAgainWinsWhereverTheCollectionBreaksIn() {
    for (int call = 1; ; call++) {
      GarbageWorld world = condemned();
      AtomicInteger calls = new AtomicInteger();
      int at = call;
      GarbagePlan plan = world.plan(world.kiosk);
      world.store.beforeEach(
          told -> {
            if (calls.incrementAndGet() == at) {
              world.carryOut(world.kiosk, plan);
            }
          });
      boolean named = publishes(world);
      world.store.beforeEach(told -> {});

      assertThat(world.missing(world.other)).as("call %s", call).isEmpty();
      assertThat(named).as("a publisher that cannot go on says so, call %s", call).isTrue();
      if (calls.get() < at) {
        return;
      }
    }
  }

  @Test
  void publishingAgainWinsWhereverItBreaksIntoTheCollection() {
    for (int call = 1; ; call++) {
      GarbageWorld world = condemned();
      AtomicInteger calls = new AtomicInteger();
      int at = call;
      world.store.beforeEach(
          told -> {
            if (calls.incrementAndGet() == at) {
              publishes(world);
            }
          });
      world.collect(world.kiosk);
      world.store.beforeEach(told -> {});

      assertThat(world.missing(world.other)).as("call %s", call).isEmpty();
      if (calls.get() < at) {
        return;
      }
    }
  }

  /** Uploaded, then asked for an approval for a week; meanwhile a collection. */
  @Test
  void whatWasUploadedStaysUntilItIsNamed() {
    GarbageWorld world = condemned();
    world.other.upload("old driver");
    world.pass(20);
    world.kiosk.refresh();
    world.collect(world.kiosk);
    world.other.name("10.0.9.0", "old driver");

    assertThat(world.missing(world.other)).isEmpty();
  }

  /** Names found content as young as publishers pass over, as late as the grace allows. */
  @Test
  void whatIsTooYoungToBeRenewedIsTooYoungToBeCollected() {
    GarbageWorld world = condemned();
    world.other.upload("yet another");
    world.pass(22);
    world.other.upload("yet another");
    assertThat(ageInDays(world, "yet another")).as("not renewed").isEqualTo(22);
    world.pass(7);
    world.kiosk.refresh();

    assertThat(world.plan(world.kiosk).deletions())
        .extracting(each -> each.blob().name())
        .doesNotContain(SimulatedPublisher.blob("yet another"));
  }

  private static long ageInDays(GarbageWorld world, String content) {
    return world
        .store
        .list(SimulatedPublisher.blob(content).value())
        .map(blob -> java.time.Duration.between(blob.modified(), world.clock.instant()).toDays())
        .findFirst()
        .orElseThrow();
  }

  /** One try, and another one where the first says that it lost. */
  private static boolean publishes(GarbageWorld world) {
    for (int attempt = 0; attempt < 3; attempt++) {
      try {
        world.other.publish("10.0.9.0", "old driver");
        return true;
      } catch (SimulatedPublisher.Lost e) {
        assertThat(world.missing(world.other)).isEmpty();
      }
    }
    return false;
  }

  @Test
  void killedAnywhereItGoesOnAndEndsTheSame() {
    GarbageWorld whole = condemned();
    whole.pass(500);
    whole.kiosk.refresh();
    whole.collect(whole.kiosk);
    Set<String> expected = shapes(whole);
    for (int call = 1; ; call++) {
      GarbageWorld world = condemned();
      world.pass(500);
      world.kiosk.refresh();
      AtomicInteger calls = new AtomicInteger();
      int at = call;
      world.store.beforeEach(
          told -> {
            if (calls.incrementAndGet() == at) {
              throw new Killed();
            }
          });
      boolean killed = false;
      try {
        world.collect(world.kiosk);
      } catch (Killed e) {
        killed = true;
      }
      world.store.beforeEach(told -> {});
      assertThat(world.missing(world.kiosk)).as("call %s", call).isEmpty();
      assertThat(world.missing(world.other)).as("call %s", call).isEmpty();
      world.collect(world.kiosk);
      assertThat(shapes(world)).as("call %s", call).isEqualTo(expected);
      if (!killed) {
        return;
      }
    }
  }

  /** Names without digests of what is signed with fresh keys in each world. */
  private static Set<String> shapes(GarbageWorld world) {
    Set<String> shapes = new TreeSet<>();
    for (BlobName name : world.store.names()) {
      boolean signed = name.value().contains("/offers/") || name.value().contains("rollout.json");
      shapes.add(signed ? name.value().replaceAll("[0-9a-f]{64}", "digest") : name.value());
    }
    return shapes;
  }

  @Test
  void aSecondCollectionHasNothingLeftToDo() {
    GarbageWorld world = condemned();
    world.collect(world.kiosk);
    GarbagePlan plan = world.plan(world.kiosk);

    assertThat(plan.withdrawals()).isEmpty();
    assertThat(plan.deletions()).isEmpty();
    assertThatCode(() -> world.collect(world.kiosk)).doesNotThrowAnyException();
  }
}
