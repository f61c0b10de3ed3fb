package dev.updatecenter.stage.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.blobstore.PreconditionFailedException;
import dev.updatecenter.capability.ledger.AuditEvent;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are lost, disks that are full, clocks that are wrong, leases that end. */
class PublicationFaultsTest {
  private final PublishingWorld world;

  PublicationFaultsTest(@TempDir Path folder) {
    this.world = new PublishingWorld(folder);
    world.publish("zero");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void swapWhoseAnswerWasLostAndWhoseRetryWasRefusedIsOurs() throws Exception {
    BlobStore store =
        TamperedStore.of(
            world.plain,
            "replace",
            real -> {
              real.call();
              throw new PreconditionFailedException(timestampName(), Optional.empty());
            });

    assertThat(world.publish("one", store)).isTrue();

    assertThat(world.sees(world.device(), "one")).isTrue();
    assertThat(world.pending()).doesNotExist();
    assertThat(lastPublish()).isEqualTo(AuditLog.Outcome.DONE);
  }

  @Test
  void swapThatWasNotAnsweredButDoneIsSuccess() throws Exception {
    BlobStore store = unanswered(true, false);

    assertThat(world.publish("one", store)).isTrue();

    assertThat(world.sees(world.device(), "one")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void swapOfWhichNobodyCanTellIsLeftToTheNextRun(boolean done) throws Exception {
    int records = world.audited().size();
    BlobStore store = unanswered(done, true);

    assertRefused(() -> world.publish("one", store), "UC5120", ExitCode.UNAVAILABLE);

    assertThat(world.audited().subList(records, world.audited().size()))
        .as("the swap's record stays open")
        .extracting(r -> r.event().act())
        .containsOnlyOnce("publish");
    assertThat(world.publish("one")).isEqualTo(!done);
    assertThat(world.sees(world.device(), "one")).isTrue();
    assertThat(world.metadata()).doesNotContain("3.snapshot.json");
    assertThat(lastPublish()).isEqualTo(AuditLog.Outcome.DONE);
  }

  @Test
  void uploadWhoseAnswerWasLostIsOurs() throws Exception {
    BlobStore store =
        TamperedStore.of(
            world.plain,
            "putIfAbsent",
            real -> {
              real.call();
              return false;
            });

    assertThat(world.publish("one", store)).isTrue();

    assertThat(world.sees(world.device(), "one")).isTrue();
    assertThat(world.metadata()).doesNotContain("3.snapshot.json");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void storeThatFailsAtAnyCallLetsTheSameCommandGoOn(boolean done) throws Exception {
    int failures = 0;
    for (int call = 0; call < 40; call++) {
      String content = "release " + call;
      int files = world.metadata().size();
      try {
        world.publish(content, TamperedStore.failingAt(world.plain, call, done));
      } catch (UpdateCenterException e) {
        assertThat(e.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        failures++;
      }
      assertThat(world.sees(world.device(), "zero")).isTrue();

      world.publish(content);

      assertThat(world.sees(world.device(), content)).as("call %d", call).isTrue();
      assertThat(world.metadata()).as("call %d", call).hasSize(files + 2);
      assertThat(world.pending()).doesNotExist();
    }
    assertThat(failures).isBetween(10, 39);
  }

  @Test
  void diskThatIsFullBeforeAnythingIsUploadedStopsAndTheNextRunGoesOn() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "SKIPPED: no /dev/full");
    Files.createDirectories(world.pending().getParent());
    Files.createSymbolicLink(part(), full);
    List<String> before = world.metadata();

    assertRefused(() -> world.publish("one"), "UC5102", ExitCode.DISK);

    assertThat(world.metadata()).isEqualTo(before);
    assertThat(world.publish("one")).isTrue();
    assertThat(world.sees(world.device(), "one")).isTrue();
  }

  @Test
  void folderThatCannotBeWrittenStopsBeforeAnythingIsUploaded() throws Exception {
    Files.deleteIfExists(world.pending().getParent());
    Files.writeString(world.pending().getParent(), "a file, not a folder");
    List<String> before = world.metadata();

    assertRefused(() -> world.publish("one"), "UC5102", ExitCode.DISK);

    assertThat(world.metadata()).isEqualTo(before);
    Files.delete(world.pending().getParent());
    assertThat(world.publish("one")).isTrue();
  }

  @Test
  void edgeThatHoldsOnToAWrongCopyOfANameIsGivenTheNextName() throws Exception {
    SpoiledEdge edge = new SpoiledEdge(world.plain, "/2.snapshot.json", "stale");
    assertRefused(() -> world.publish("one", edge), "UC5101", ExitCode.FAILED);

    assertThat(world.publish("one", edge)).isTrue();

    assertThat(world.sees(world.device(), "one")).isTrue();
    assertThat(world.metadata()).contains("3.snapshot.json");
  }

  @Test
  void digestThatNamesOtherBytesIsADamagedStoreAndNoConflict() {
    byte[] document = "{}".getBytes(UTF_8);
    BlobName name = new BlobName("content/ContosoKiosk/" + ContentDigest.of(document) + ".x.json");
    world.plain.putIfAbsent(name, BlobSource.of("[]".getBytes(UTF_8)), CachePolicy.IMMUTABLE);

    assertRefused(
        () ->
            world
                .publication()
                .publish(
                    e ->
                        new MetadataChange(
                            e.withRenewed(Set.of(RepositoryRoles.ROLLOUT)), Map.of(name, document)),
                    world.lease),
        "UC5042",
        ExitCode.DISK);
    assertThat(world.publish("one")).isTrue();
  }

  @Test
  void clockThatIsDaysBehindSignsNothing() {
    int records = world.audited().size();
    world.clock.pass(Duration.ofHours(-25));

    assertRefused(() -> world.publish("one"), "UC5122", ExitCode.FAILED);

    assertThat(world.audited()).hasSize(records);
    world.clock.pass(Duration.ofHours(2));
    assertThat(world.publish("one")).isTrue();
  }

  @Test
  void publisherThatVouchesForItsClockMendsWhatAClockAheadPublished() throws Exception {
    world.clock.pass(Duration.ofDays(30));
    world.publish("from days to come");
    world.clock.pass(Duration.ofDays(-30));
    assertRefused(() -> world.publish("one"), "UC5122", ExitCode.FAILED);
    MetadataPublication publication = world.publication();
    assertThat(publication.isAhead()).isTrue();
    Refresh refresh = new Refresh(publication, world.clock);
    assertRefused(() -> refresh.now(world.lease), "UC5122", ExitCode.FAILED);

    assertThat(refresh.trustingClock().now(world.lease)).isTrue();

    assertThat(publication.isAhead()).isFalse();
    assertThat(publication.timestampExpires())
        .contains(world.clock.instant().plus(Duration.ofDays(3)));
    assertThat(world.publish("one")).isTrue();
    assertThat(world.sees(world.device(), "from days to come")).isTrue();
    assertThat(world.sees(world.device(), "one")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {-25, -2, 2, 240})
  void clockThatIsNotTheStoresPublishesNothing(long hours) throws Exception {
    BlobStore store = withOwnClock();
    world.clock.pass(Duration.ofHours(hours));

    assertRefused(() -> world.publish("one", store), "UC5123", ExitCode.FAILED);

    assertThat(world.pending()).doesNotExist();
    world.clock.pass(Duration.ofHours(-hours));
    assertThat(world.sees(world.device(), "zero")).isTrue();
    assertThat(world.publish("one", store)).isTrue();
  }

  @Test
  void publisherWhoseClockIsTheStoresMendsWhatAClockAheadPublished() throws Exception {
    world.clock.pass(Duration.ofDays(30));
    assertThat(world.publish("from days to come")).isTrue();
    world.clock.pass(Duration.ofDays(-30));

    assertThat(world.publish("one", withOwnClock())).isTrue();

    assertThat(world.sees(world.device(), "one")).isTrue();
  }

  @Test
  void leaseThatIsLostBetweenTwoSignaturesEndsTheUseOfKeys() throws Exception {
    Moments moments = Moments.all();
    AtomicBoolean signed = new AtomicBoolean();
    moments.tell(
        moment -> {
          if (moment.equals("after key.sign") && signed.compareAndSet(false, true)) {
            world.lease.lose();
          }
        });

    assertThatThrownBy(() -> world.publish("one", moments))
        .isInstanceOf(UpdateCenterException.class);

    assertThat(moments.passed()).containsOnlyOnce("after key.sign");
    assertThat(world.sees(world.device(), "zero")).isTrue();
  }

  @Test
  void leaseThatIsLostBeforeTheSwapSwapsNothingAndSaysSo() throws Exception {
    Moments moments = Moments.all();
    moments.tell(
        moment -> {
          if (moment.equals("half store.putIfAbsent")) {
            world.lease.lose();
          }
        });

    assertThatThrownBy(() -> world.publish("one", moments))
        .isInstanceOf(UpdateCenterException.class);

    assertThat(moments.passed()).doesNotContain("before store.replace");
  }

  @Test
  void logSaysWhoPublishedWhat() {
    world.publish("one");

    List<AuditRecord> published =
        world.audited().stream().filter(r -> r.event().act().equals("publish")).toList();

    AuditRecord last = published.get(published.size() - 2);
    assertThat(last.facts()).containsEntry("timestamp", "2").containsEntry("replaces", "1");
    byte[] live = world.plain.read(timestampName(), 1 << 20).orElseThrow();
    assertThat(last.facts()).containsEntry("sha256", ContentDigest.of(live).hex());
    assertThat(lastPublish()).isEqualTo(AuditLog.Outcome.DONE);
  }

  private AuditLog.Outcome lastPublish() {
    List<AuditEvent> published =
        world.audited().stream()
            .map(AuditRecord::event)
            .filter(event -> event.act().equals("publish"))
            .toList();
    return ((AuditEvent.Result) published.get(published.size() - 1)).outcome();
  }

  /** Azure's way: the times of a listing are the store's own. */
  private BlobStore withOwnClock() {
    Instant now = world.clock.instant();
    BlobStore told = TamperedStore.of(world.plain, "hasOwnClock", real -> true);
    return TamperedStore.of(
        told,
        "list",
        real ->
            ((Stream<?>) Objects.requireNonNull(real.call()))
                .map(ListedBlob.class::cast)
                .map(b -> new ListedBlob(b.name(), b.length(), now)));
  }

  private BlobStore unanswered(boolean done, boolean silent) {
    AtomicBoolean cut = new AtomicBoolean();
    BlobStore swapping =
        TamperedStore.of(
            world.plain,
            "replace",
            real -> {
              if (done) {
                real.call();
              }
              cut.set(true);
              throw TamperedStore.unavailable();
            });
    return TamperedStore.of(
        swapping,
        "readVersioned",
        real -> {
          if (cut.get() && silent) {
            throw TamperedStore.unavailable();
          }
          return real.call();
        });
  }

  private Path part() {
    return world.pending().resolveSibling("ContosoKiosk.json.part");
  }

  private static BlobName timestampName() {
    return ReleaseLayout.metadata(PublishingWorld.PRODUCT, "timestamp.json");
  }

  private static void assertRefused(ThrowingCallable act, String code, ExitCode exit) {
    assertThatThrownBy(act)
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(exit));
  }
}
