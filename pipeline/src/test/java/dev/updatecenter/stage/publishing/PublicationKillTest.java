package dev.updatecenter.stage.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.tuf.TufClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A publisher that dies at every moment of one publication: before, half-way and after each call of
 * the store, the audit log, the keys and the lease. Devices see the old world or the new one, and
 * the next run completes, whoever's it is.
 */
class PublicationKillTest {
  private final Path folder;
  private final PublishingWorld world;

  PublicationKillTest(@TempDir Path folder) {
    this.folder = folder;
    this.world = new PublishingWorld(folder.resolve("world"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void nextRunOfTheSameHomeCompletes() throws Exception {
    world.publish("zero");
    TufClient device = world.device();
    int moments = counted();

    for (int n = 0; n < moments; n++) {
      String content = "release " + n;
      String died = kill(world, content, n);
      assertOldOrNew(device, content, died);

      world.publish(content);

      assertThat(world.sees(device, content)).as(died).isTrue();
      assertThat(world.pending()).as(died).doesNotExist();
    }
  }

  @Test
  void nextRunOfAnotherHomeCompletesAndThenTheFirstOnes() throws Exception {
    world.publish("zero");
    TufClient device = world.device();
    int moments = counted();
    try (PublishingWorld other = world.again()) {
      for (int n = 0; n < moments; n++) {
        String content = "release " + n;
        String died = kill(world, content, n);
        assertOldOrNew(device, content, died);

        other.publish("other " + n);
        assertThat(world.sees(device, "other " + n)).as(died).isTrue();
        world.publish(content);

        assertThat(world.sees(device, content)).as(died).isTrue();
        assertThat(world.sees(device, "other " + n)).as(died).isTrue();
        assertThat(world.pending()).as(died).doesNotExist();
      }
    }
  }

  @Test
  void firstPublicationIsCompletedByTheSameHomeOrByACopyOfIts() throws Exception {
    Moments all = Moments.all();
    world.publish("one", all);

    for (int n = 0; n < all.passed().size(); n += 3) {
      try (PublishingWorld first = new PublishingWorld(folder.resolve("first" + n));
          PublishingWorld copy = first.sameKeys("copy")) {
        String died = kill(first, "one", n);
        PublishingWorld next = n % 2 == 0 ? first : copy;
        next.publish("two");
        TufClient device = next.device();
        assertThat(next.sees(device, "two")).as(died).isTrue();

        first.publish("one");
        copy.publish("three");

        for (String content : List.of("one", "two", "three")) {
          assertThat(next.sees(device, content)).as(died).isTrue();
          // Whichever root a home keeps and gives to devices: both trust the same keys.
          assertThat(first.sees(first.device(), content)).as(died).isTrue();
          assertThat(copy.sees(copy.device(), content)).as(died).isTrue();
        }
        assertThat(first.metadata()).contains("1.root.json").doesNotContain("2.root.json");
      }
    }
  }

  @Test
  void momentsAreAllOnesThatCount() {
    world.publish("zero");
    Moments all = Moments.all();

    world.publish("one", all);

    assertThat(all.passed())
        .contains(
            "half store.putIfAbsent",
            "after key.sign",
            "before lease.check",
            "before audit.intent",
            "after audit.result",
            "before store.replace",
            "after store.replace");
  }

  private int counted() {
    Moments all = Moments.all();
    world.publish("counted", all);
    return all.passed().size();
  }

  private static String kill(PublishingWorld world, String content, int at) {
    Moments moments = new Moments(at);
    try {
      world.publish(content, moments);
    } catch (Moments.Dead e) {
      return at + ": " + e.getMessage();
    }
    throw new AssertionError("only " + moments.passed().size() + " moments");
  }

  /** A refresh that verifies is a whole world; what it had before it has still. */
  private void assertOldOrNew(TufClient device, String content, String died) throws Exception {
    assertThat(world.sees(device, "zero")).as(died).isTrue();
    assertThat(world.sees(world.device(), "zero")).as(died).isTrue();
    if (device.target(PublishingWorld.target(content)).isPresent()) {
      assertThat(world.sees(device, content)).as(died).isTrue();
    }
  }
}
