package dev.updatecenter.stage.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Homes with copies of the keys that publish one product at once: what {@code pipeline/bench/race}
 * does with processes, in short.
 */
class PublicationRaceTest {
  private static final int PUBLISHERS = 6;
  private static final int ROUNDS = 5;

  private final Path folder;
  private final ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
  private final List<PublishingWorld> worlds = new ArrayList<>();
  private final Map<BlobName, String> seen = new HashMap<>();

  PublicationRaceTest(@TempDir Path folder) {
    this.folder = folder;
    worlds.add(new PublishingWorld(folder));
    for (int i = 1; i < PUBLISHERS; i++) {
      worlds.add(worlds.get(0).sameKeys("copy" + i));
    }
  }

  @AfterEach
  void close() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    worlds.forEach(PublishingWorld::close);
  }

  @Test
  void winnersSerialiseLosersSaySoAndNothingIsOverwritten() throws Exception {
    List<String> published = new ArrayList<>();
    long version = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<String> won = race(round);

      assertThat(won).as("round %d", round).isNotEmpty();
      published.addAll(won);
      assertNothingOverwritten();
      version += won.size();
      assertThat(timestamp()).as("round %d", round).isEqualTo(version);
      TufClient device = worlds.get(0).device();
      for (String content : published) {
        assertThat(worlds.get(0).sees(device, content)).as(content).isTrue();
      }
    }
  }

  @Test
  void homesThatBeginARepositoryAtOnceAgreeOnItsRoot() throws Exception {
    race(0);

    for (PublishingWorld each : worlds) {
      assertThat(each.publish("after all")).isEqualTo(each == worlds.get(0));
      assertThat(each.sees(each.device(), "after all")).isTrue();
    }
    assertThat(worlds.get(0).metadata()).contains("1.root.json").doesNotContain("2.root.json");
  }

  @Test
  void twoProductsAtOnceDoNotDisturbEachOther() throws Exception {
    try (PublishingWorld kiosk = new PublishingWorld(folder.resolve("two"));
        PublishingWorld panel = kiosk.otherProduct()) {
      CyclicBarrier start = new CyclicBarrier(2);
      List<Future<Boolean>> both = new ArrayList<>();
      for (PublishingWorld each : List.of(kiosk, panel)) {
        both.add(threads.submit(() -> start.await() >= 0 && each.publish("shared content")));
      }
      for (Future<Boolean> each : both) {
        assertThat(each.get()).isTrue();
      }
      assertThat(kiosk.sees(kiosk.device(), "shared content")).isTrue();
      assertThat(panel.sees(panel.device(), "shared content")).isTrue();
    }
  }

  /** All at once; what those published that won. */
  private List<String> race(int round) throws Exception {
    CyclicBarrier start = new CyclicBarrier(PUBLISHERS);
    List<Callable<String>> runs = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS; i++) {
      PublishingWorld each = worlds.get(i);
      String content = "round " + round + " of " + i;
      runs.add(
          () -> {
            start.await();
            return run(each, content);
          });
    }
    List<String> won = new ArrayList<>();
    for (Future<String> each : threads.invokeAll(runs)) {
      if (!each.get().isEmpty()) {
        won.add(each.get());
      }
    }
    return won;
  }

  private static String run(PublishingWorld world, String content) {
    try {
      assertThat(world.publish(content)).isTrue();
      return content;
    } catch (UpdateCenterException e) {
      assertThat(e.code()).isEqualTo("UC5104");
      assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT);
      assertThat(world.pending()).doesNotExist();
      return "";
    }
  }

  private void assertNothingOverwritten() {
    try (Stream<ListedBlob> blobs = worlds.get(0).plain.list("")) {
      blobs
          .map(ListedBlob::name)
          .filter(name -> !name.value().endsWith("timestamp.json"))
          .forEach(
              name -> {
                String etag = worlds.get(0).plain.head(name).orElseThrow().etag().value();
                assertThat(seen.computeIfAbsent(name, any -> etag)).as("%s", name).isEqualTo(etag);
              });
    }
    assertThat(seen.keySet())
        .allSatisfy(name -> assertThat(worlds.get(0).plain.head(name)).isPresent());
  }

  private long timestamp() throws IOException {
    PublishingWorld world = worlds.get(0);
    BlobName name = ReleaseLayout.metadata(PublishingWorld.PRODUCT, "timestamp.json");
    byte[] bytes = world.plain.read(name, 1 << 20).orElseThrow();
    assertThat(Files.exists(world.root())).isTrue();
    return TimestampFacts.of(bytes, name).version();
  }
}
