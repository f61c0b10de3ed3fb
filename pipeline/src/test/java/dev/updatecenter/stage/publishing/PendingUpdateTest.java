package dev.updatecenter.stage.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.testing.RecordingStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What killed runs left: gone on with where devices would take it, else signed anew. */
class PendingUpdateTest {
  private final PublishingWorld world;

  PendingUpdateTest(@TempDir Path folder) {
    this.world = new PublishingWorld(folder);
    world.publish("zero");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void halfWrittenPendingFileIsNoMoreThanAPart() throws Exception {
    Files.createDirectories(world.pending().getParent());
    Files.writeString(part(), "{\"schemaVersion\":1,\"files\":[{\"na");

    assertThat(world.publish("one")).isTrue();

    assertThat(part()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "not json",
        "{\"schemaVersion\":1,\"files\":[],\"content\":{}}",
        "{\"schemaVersion\":2,\"files\":[{\"name\":\"a\",\"text\":\"b\"}],\"content\":{}}",
        "{\"schemaVersion\":1,\"files\":[{\"name\":\"../a\",\"text\":\"b\"}],\"content\":{}}",
        "{\"schemaVersion\":1,\"files\":[{\"name\":\"a\",\"text\":\"b\"}],\"content\":{}}",
        "{\"base\":\"\",\"files\":[{\"name\":\"a\",\"text\":\"b\"}]}"
      })
  void pendingFileThatIsNoneIsForgotten(String text) throws Exception {
    Files.createDirectories(world.pending().getParent());
    Files.writeString(world.pending(), text);

    assertThat(world.publish("one")).isTrue();

    assertThat(world.sees(world.device(), "one")).isTrue();
    assertThat(world.pending()).doesNotExist();
  }

  @Test
  void pendingUpdateThatAgedIsSignedAnew() throws Exception {
    killedBeforeTheSwap("one");
    world.clock.pass(Duration.ofDays(2).plusHours(1));

    world.publish("one");

    assertThat(world.publication().timestampExpires())
        .hasValue(world.clock.instant().plus(Duration.ofDays(3)));
    assertThat(world.sees(world.device(), "one")).isTrue();
  }

  @Test
  void pendingUpdateOfAFewHoursIsPublishedAsItIs() throws Exception {
    killedBeforeTheSwap("one");
    world.clock.pass(Duration.ofHours(6));

    assertThat(world.publish("one")).isTrue();

    assertThat(world.metadata()).doesNotContain("3.snapshot.json");
  }

  @Test
  void pendingUpdateSignedByAClockThatWasAheadIsSignedAnew() throws Exception {
    world.clock.pass(Duration.ofHours(20));
    killedBeforeTheSwap("one");
    world.clock.pass(Duration.ofHours(-20));

    world.publish("one");

    assertThat(world.publication().timestampExpires())
        .hasValue(world.clock.instant().plus(Duration.ofDays(3)));
  }

  @Test
  void pendingUpdateSignedWithOtherKeysIsSignedAnew() throws Exception {
    try (PublishingWorld stranger = new PublishingWorld(world.home.resolveSibling("stranger"))) {
      stranger.publish("zero");
      stranger.store.killAfter(1);
      assertThatThrownBy(() -> stranger.publish("one")).isInstanceOf(RecordingStore.Killed.class);
      stranger.store.killAfter(2);
      assertThatThrownBy(() -> stranger.publish("one")).isInstanceOf(RecordingStore.Killed.class);
      String etag = world.plain.head(timestampName()).orElseThrow().etag().value();
      String theirs = stranger.plain.head(timestampName()).orElseThrow().etag().value();
      Files.createDirectories(world.pending().getParent());
      Files.writeString(
          world.pending(), Files.readString(stranger.pending()).replace(theirs, etag));
    }

    assertThat(world.publish("two")).isTrue();

    assertThat(world.sees(world.device(), "two")).isTrue();
  }

  @Test
  void documentThatTheDiskChangedIsNotPublished() throws Exception {
    byte[] document = "{}".getBytes(UTF_8);
    BlobName name = new BlobName("content/ContosoKiosk/" + ContentDigest.of(document) + ".x.json");
    world.store.killAfter(0);
    assertThatThrownBy(
            () ->
                world
                    .publication()
                    .publish(
                        e ->
                            new MetadataChange(
                                e.withRenewed(Set.of(RepositoryRoles.ROLLOUT)),
                                Map.of(name, document)),
                        world.lease))
        .isInstanceOf(RecordingStore.Killed.class);
    world.store.killAfter(Integer.MAX_VALUE);
    Files.writeString(
        world.pending(), Files.readString(world.pending()).replace("\"{}\"", "\"[]\""));

    assertThat(world.publish("one")).isTrue();

    assertThat(world.plain.head(name)).isEmpty();
  }

  @Test
  void pendingUpdateWhoseContentTheEdgeLostIsForgotten() throws Exception {
    killedBeforeTheSwap("one");
    BlobName content =
        ReleaseLayout.content(
            PublishingWorld.target("one"), ContentDigest.of("one".getBytes(UTF_8)));
    assertThat(world.plain.delete(content)).isTrue();

    assertThat(world.publish("two")).isTrue();

    TufClient device = world.device();
    assertThat(world.sees(device, "two")).isTrue();
    assertThat(device.target(PublishingWorld.target("one"))).isEmpty();
  }

  /** Signed, uploaded, and not live. */
  private void killedBeforeTheSwap(String content) {
    world.plain.putIfAbsent(
        ReleaseLayout.content(
            PublishingWorld.target(content), ContentDigest.of(content.getBytes(UTF_8))),
        BlobSource.of(content.getBytes(UTF_8)),
        CachePolicy.IMMUTABLE);
    world.store.killAfter(2);
    assertThatThrownBy(() -> world.publish(content)).isInstanceOf(RecordingStore.Killed.class);
    world.store.killAfter(Integer.MAX_VALUE);
    assertThat(world.pending()).exists();
  }

  private Path part() {
    return world.pending().resolveSibling("ContosoKiosk.json.part");
  }

  private static BlobName timestampName() {
    return ReleaseLayout.metadata(PublishingWorld.PRODUCT, "timestamp.json");
  }
}
