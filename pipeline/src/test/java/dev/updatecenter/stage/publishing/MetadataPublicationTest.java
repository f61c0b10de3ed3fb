package dev.updatecenter.stage.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.RecordingStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataPublicationTest {
  private final Path folder;
  private final PublishingWorld world;

  MetadataPublicationTest(@TempDir Path folder) {
    this.folder = folder;
    this.world = new PublishingWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void keepsTheFirstRootBeforeItIsUploadedAndMakesItOnce() throws Exception {
    world.store.killAfter(1);
    assertThatThrownBy(() -> world.publish("one")).isInstanceOf(RecordingStore.Killed.class);
    world.store.killAfter(0);
    assertThatThrownBy(() -> world.publish("one")).isInstanceOf(RecordingStore.Killed.class);
    byte[] root = Files.readAllBytes(world.root());
    assertThat(world.metadata()).isEmpty();
    world.store.killAfter(Integer.MAX_VALUE);

    assertThat(world.publish("one")).isTrue();

    assertThat(Files.readAllBytes(world.root())).isEqualTo(root);
    assertThat(world.plain.read(metadata("1.root.json"), 1 << 20)).hasValue(root);
    assertThat(world.metadata()).doesNotContain("2.root.json");
  }

  @Test
  void uploadsContentThenVersionedMetadataAndTheTimestampLast() {
    world.publish("one");

    assertThat(world.store.takeWritten())
        .satisfies(first -> assertThat(first.get(0)).startsWith("content/packages/"))
        .satisfies(
            rest ->
                assertThat(rest.subList(1, rest.size()))
                    .first()
                    .isEqualTo("products/ContosoKiosk/metadata/1.root.json"))
        .endsWith(
            "products/ContosoKiosk/metadata/1.targets.json",
            "products/ContosoKiosk/metadata/1.snapshot.json",
            "products/ContosoKiosk/metadata/timestamp.json");
  }

  @Test
  void nothingToDoWritesNothingAndUsesNoKey() {
    world.publish("one");
    world.store.takeWritten();
    int records = world.audited().size();

    assertThat(world.publish("one")).isFalse();

    assertThat(world.store.takeWritten()).isEmpty();
    assertThat(world.audited()).hasSize(records);
    assertThat(world.pending()).doesNotExist();
  }

  @Test
  void documentsGoUpBeforeTheMetadataThatNamesThem() {
    world.publish("one");
    world.store.takeWritten();
    BlobName document = new BlobName("content/ContosoKiosk/document.json");

    world
        .publication()
        .publish(
            e ->
                new MetadataChange(
                    e.withRenewed(Set.of(RepositoryRoles.ROLLOUT)),
                    Map.of(document, "{}".getBytes(UTF_8))),
            world.lease);

    assertThat(world.store.takeWritten())
        .containsExactly(
            document.value(),
            "products/ContosoKiosk/metadata/2.rollout.json",
            "products/ContosoKiosk/metadata/2.snapshot.json",
            "products/ContosoKiosk/metadata/timestamp.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "other", "stale"})
  void edgeThatDoesNotServeTheNewContentStopsBeforeAnyMetadata(String fault) {
    world.publish("one");
    byte[] before = timestamp();
    world.store.takeWritten();
    SpoiledEdge edge = new SpoiledEdge(world.plain, "content/packages/", fault);

    assertRefused(() -> world.publish("two", edge), "UC5101", ExitCode.FAILED);

    assertThat(timestamp()).isEqualTo(before);
    assertThat(world.store.takeWritten()).singleElement().asString().startsWith("content/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "other", "stale"})
  void edgeThatDoesNotServeTheNewMetadataIsSeenBeforeTheSwap(String fault) throws Exception {
    world.publish("one");
    byte[] before = timestamp();
    SpoiledEdge edge = new SpoiledEdge(world.plain, "2.snapshot.json", fault);

    assertRefused(() -> world.publish("two", edge), "UC5101", ExitCode.FAILED);

    assertThat(timestamp()).isEqualTo(before);
    assertThat(world.sees(world.device(), "two")).isFalse();
    assertThat(world.publish("two")).isTrue();
    assertThat(world.sees(world.device(), "two")).isTrue();
    assertThat(world.metadata()).doesNotContain("3.snapshot.json");
  }

  @Test
  void publisherWhoWasFasterIsNotOverwrittenAndTheNextRunSucceeds() throws Exception {
    world.publish("one");
    world.store.beforeSwap(
        () -> {
          try (PublishingWorld second = world.again()) {
            assertThat(second.publish("theirs")).isTrue();
          }
        });

    assertRefused(() -> world.publish("ours"), "UC5104", ExitCode.CONFLICT);

    TufClient device = world.device();
    assertThat(world.sees(device, "theirs")).isTrue();
    assertThat(world.sees(device, "ours")).isFalse();
    assertThat(world.publish("ours")).isTrue();
    assertThat(world.sees(device, "theirs")).isTrue();
    assertThat(world.sees(device, "ours")).isTrue();
  }

  @Test
  void killedAfterEachWriteGoesOnAndDevicesSeeOneWorldOrTheOther() throws Exception {
    world.publish("zero");
    TufClient device = world.device();
    int kills = 0;
    for (int n = 0; n < 10; n++) {
      String content = "release " + n;
      List<String> before = world.metadata();
      world.store.killAfter(n);
      boolean killed = false;
      try {
        world.publish(content);
      } catch (RecordingStore.Killed e) {
        killed = true;
        kills++;
      }
      world.store.killAfter(Integer.MAX_VALUE);
      assertThat(world.sees(device, "zero")).isTrue();
      world.sees(device, content);

      world.publish(content);

      assertThat(world.sees(device, content)).isTrue();
      assertThat(world.pending()).doesNotExist();
      assertThat(world.metadata())
          .as("after write %d, killed %s", n, killed)
          .hasSize(before.size() + 2);
    }
    assertThat(kills).isEqualTo(5);
  }

  @Test
  void killedAtEachWriteOfTheFirstPublicationGoesOn() throws Exception {
    for (int n = 0; n < 12; n++) {
      try (PublishingWorld each = new PublishingWorld(folder.resolve("first" + n))) {
        each.store.killAfter(n);
        try {
          each.publish("one");
        } catch (RecordingStore.Killed e) {
          each.store.killAfter(Integer.MAX_VALUE);
          each.publish("one");
        }
        assertThat(each.sees(each.device(), "one")).isTrue();
        assertThat(each.metadata())
            .containsExactlyInAnyOrder(
                "1.root.json",
                "1.packages.json",
                "1.ring-Preview.json",
                "1.ring-GeneralAvailability.json",
                "1.rollout.json",
                "1.targets.json",
                "1.snapshot.json",
                "timestamp.json");
      }
    }
  }

  @Test
  void whatAKilledRunLeftCountsAsPublishedByTheNext() {
    world.publish("one");
    world.store.killAfter(2);
    assertThatThrownBy(() -> world.publish("two")).isInstanceOf(RecordingStore.Killed.class);
    world.store.killAfter(Integer.MAX_VALUE);

    assertThat(world.publish("two")).isTrue();
    assertThat(world.publish("two")).isFalse();
  }

  @Test
  void numbersThatADeadPublisherTookArePassedOver() throws Exception {
    world.publish("one");
    put("2.packages.json", "an orphan");
    put("2.snapshot.json", "an orphan");

    assertThat(world.publish("two")).isTrue();

    assertThat(world.sees(world.device(), "two")).isTrue();
    assertThat(world.metadata()).contains("3.packages.json", "3.snapshot.json");
  }

  @Test
  void nameTakenBehindAKilledRunDoesNotBlockForEver() throws Exception {
    world.publish("one");
    world.store.killAfter(1);
    assertThatThrownBy(() -> world.publish("two")).isInstanceOf(RecordingStore.Killed.class);
    world.store.killAfter(1);
    assertThatThrownBy(() -> world.publish("two")).isInstanceOf(RecordingStore.Killed.class);
    put("2.snapshot.json", "an orphan");
    world.store.killAfter(Integer.MAX_VALUE);

    assertThat(world.publish("two")).isTrue();

    assertThat(world.sees(world.device(), "two")).isTrue();
    assertThat(world.metadata()).contains("3.packages.json", "3.snapshot.json");
  }

  @Test
  void storeOfAnotherHomeIsNotPublishedToAndNoRootIsMade() {
    world.publish("one");
    byte[] before = timestamp();
    try (PublishingWorld other =
        PublishingWorld.sharing(folder.resolve("other"), folder.resolve("store"))) {
      assertRefused(() -> other.publish("two"), "UC5106", ExitCode.UNTRUSTED);
      assertThat(other.root()).doesNotExist();
    }
    assertThat(timestamp()).isEqualTo(before);
  }

  @Test
  void foreignRootBeforeTheFirstTimestampIsRefused() throws Exception {
    put("1.root.json", "{}");

    assertRefused(() -> world.publish("one"), "UC5106", ExitCode.UNTRUSTED);

    assertThat(world.root()).doesNotExist();
  }

  @Test
  void metadataThatOurRootDoesNotVouchForIsUntrusted() throws Exception {
    world.publish("one");
    try (PublishingWorld other = new PublishingWorld(folder.resolve("other"))) {
      other.publish("one");
      Files.copy(other.root(), world.root(), StandardCopyOption.REPLACE_EXISTING);
    }
    byte[] before = timestamp();

    assertThatThrownBy(() -> world.publish("two"))
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(ExitCode.UNTRUSTED));
    assertThat(timestamp()).isEqualTo(before);
  }

  @Test
  void lostLeaseSignsAndSwapsNothing() {
    world.publish("one");
    byte[] before = timestamp();
    int records = world.audited().size();
    world.lease.lose();

    assertThatThrownBy(() -> world.publish("two")).isInstanceOf(UpdateCenterException.class);

    assertThat(timestamp()).isEqualTo(before);
    assertThat(world.audited()).hasSize(records);
  }

  @Test
  void refreshRenewsTheThreeOnlineRolesOnlyAndOnlyWhenDue() throws Exception {
    world.publish("one");
    Refresh refresh = new Refresh(world.publication(), world.clock);
    world.store.takeWritten();

    assertThat(refresh.ifDue(world.lease)).isFalse();
    world.clock.pass(Duration.ofHours(25));
    assertThat(refresh.ifDue(world.lease)).isTrue();

    assertThat(world.store.takeWritten())
        .containsExactly(
            "products/ContosoKiosk/metadata/2.rollout.json",
            "products/ContosoKiosk/metadata/2.snapshot.json",
            "products/ContosoKiosk/metadata/timestamp.json");
    assertThat(refresh.ifDue(world.lease)).isFalse();
    assertThat(world.publication().timestampExpires())
        .hasValue(world.clock.instant().plus(Duration.ofDays(3)));
  }

  @Test
  void metadataThatExpiredIsStillRenewed() throws Exception {
    world.publish("one");
    world.clock.pass(Duration.ofDays(30));

    assertThat(new Refresh(world.publication(), world.clock).ifDue(world.lease)).isTrue();

    assertThat(world.sees(world.device(), "one")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"signed\":{\"expires\":7}}",
        "{\"signed\":{\"expires\":\"tomorrow\"}}",
        "not json"
      })
  void timestampThatSaysNoExpiryIsAnAlarm(String garbage) throws Exception {
    put("timestamp.json", garbage);

    assertRefused(() -> world.publication().timestampExpires(), "UC5103", ExitCode.UNTRUSTED);
  }

  @Test
  void storeWithoutTimestampHasNoExpiry() {
    assertThat(world.publication().timestampExpires()).isEmpty();
  }

  private static void assertRefused(ThrowingCallable act, String code, ExitCode exit) {
    assertThatThrownBy(act)
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(exit));
  }

  private static BlobName metadata(String name) {
    return ReleaseLayout.metadata(PublishingWorld.PRODUCT, name);
  }

  private byte[] timestamp() {
    return world.plain.read(metadata("timestamp.json"), 1 << 20).orElseThrow();
  }

  private void put(String name, String text) {
    world.plain.putIfAbsent(
        metadata(name), BlobSource.of(text.getBytes(UTF_8)), CachePolicy.IMMUTABLE);
  }
}
