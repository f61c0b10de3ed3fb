package dev.updatecenter.stage.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.blobstore.azure.AzureContainers;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.testing.Azurite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some of the moments of {@link PublicationKillTest} before a container instead of a folder. */
class PublicationAzureKillTest {
  /** Moves through all kinds of moments; {@link PublicationKillTest} dies at each. */
  private static final int STEP = 7;

  private final Azurite azurite;
  private final PublishingWorld world;

  PublicationAzureKillTest(@TempDir Path folder) {
    this.azurite = Azurite.start();
    this.world = PublishingWorld.before(AzureContainers.store(azurite), folder);
    // The emulator's clock is the machine's.
    world.clock.pass(Duration.between(world.clock.instant(), Instant.now()));
  }

  @AfterEach
  void close() {
    world.close();
    azurite.close();
  }

  @Test
  void nextRunOfTheSameHomeOrOfAnotherOneCompletes() throws Exception {
    world.publish("zero");
    TufClient device = world.device();
    Moments all = Moments.all();
    world.publish("counted", all);
    assertThat(all.passed()).contains("before store.list", "after store.replace");
    try (PublishingWorld other = world.again()) {
      other.clock.pass(Duration.between(other.clock.instant(), world.clock.instant()));
      for (int n = 0; n < all.passed().size(); n += STEP) {
        String content = "release " + n;
        String died = killed(content, n);
        assertThat(world.sees(device, "zero")).as(died).isTrue();
        assertThat(world.sees(world.device(), "zero")).as(died).isTrue();

        if (n % 2 == 1) {
          other.publish("other " + n);
          assertThat(world.sees(device, "other " + n)).as(died).isTrue();
        }
        world.publish(content);

        assertThat(world.sees(device, content)).as(died).isTrue();
        assertThat(world.pending()).as(died).doesNotExist();
      }
    }
  }

  private String killed(String content, int at) {
    Moments moments = new Moments(at);
    try {
      world.publish(content, moments);
    } catch (Moments.Dead e) {
      return at + ": " + e.getMessage();
    }
    throw new AssertionError("only " + moments.passed().size() + " moments");
  }
}
