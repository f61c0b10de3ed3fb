package dev.updatecenter.stage.upkeep.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.EdgeAnswer;
import dev.updatecenter.capability.blobstore.EdgeReader;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.upkeep.SimulatedPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of spoiling is found, and told with the name of the file. */
class StoreAuditTest {
  private final AuditWorld world = new AuditWorld();

  @Test
  void findsNothingWhereNothingIsSpoiled() {
    AuditReport report = world.audit();

    assertThat(report.findings()).isEmpty();
    assertThat(report.exit()).isEqualTo(ExitCode.DONE);
    assertThat(report.products())
        .singleElement()
        .satisfies(product -> assertThat(product.roles()).hasSize(9))
        .satisfies(product -> assertThat(product.bytes()).isGreaterThan(5_000));
  }

  /** Whatever is read by then: the world of before is whole, and so is the one of after. */
  @Test
  void findsNothingWhereAPublisherGoesOnMeanwhile() {
    for (int call = 1; ; call++) {
      AuditWorld busy = new AuditWorld();
      AtomicInteger calls = new AtomicInteger();
      int at = call;
      busy.store.beforeEach(
          told -> {
            if (calls.incrementAndGet() == at) {
              busy.goOn();
            }
          });
      AuditReport report = busy.audit();

      assertThat(report.findings())
          .as("call %s; but the offer of before, which stays", call)
          .allMatch(finding -> finding.code().equals("UC5152"));
      assertThat(report.exit()).isEqualTo(ExitCode.DONE);
      if (calls.get() < at) {
        return;
      }
    }
  }

  @Test
  void findsEveryLiveFileWithOneByteFlipped() {
    spoilEach(
        bytes -> {
          byte[] flipped = bytes.clone();
          flipped[bytes.length * 3 / 4] ^= 1;
          return flipped;
        });
  }

  @Test
  void findsEveryLiveFileThatWasCutOff() {
    spoilEach(bytes -> Arrays.copyOf(bytes, bytes.length - 1));
  }

  @Test
  void findsEveryLiveFileThatIsGone() {
    spoilEach(bytes -> new byte[0]);
  }

  private void spoilEach(UnaryOperator<byte[]> spoiling) {
    for (BlobName name : world.live()) {
      byte[] good = world.store.bytes(name);
      byte[] spoiled = spoiling.apply(good);
      if (spoiled.length == 0) {
        world.store.delete(name);
      } else {
        world.store.put(name, spoiled, world.clock.instant());
      }

      AuditReport report = world.audit();
      assertThat(AuditWorld.errors(report)).as("spoiled: %s", name).contains(name.value());
      assertThat(report.exit())
          .as("spoiled: %s", name)
          .isEqualTo(name.value().startsWith("hardware/") ? ExitCode.FINDINGS : ExitCode.UNTRUSTED);
      world.store.put(name, good, world.clock.instant());
    }
    assertThat(world.audit().findings()).isEmpty();
  }

  static Stream<Arguments> spoilings() {
    String metadata = AuditWorld.METADATA;
    String driver = SimulatedPublisher.blob("new driver").value();
    return Stream.of(
        spoiling(
            "UC5141",
            11,
            driver,
            w -> swap(w, driver, SimulatedPublisher.blob("old driver").value())),
        spoiling("UC5149", 12, metadata + "timestamp.json", w -> w.clock.pass(Duration.ofDays(4))),
        spoiling("UC5150", 0, metadata + "timestamp.json", w -> w.clock.pass(Duration.ofHours(49))),
        spoiling("UC5158", 0, metadata + "4.snapshot.json", StoreAuditTest::putBack),
        spoiling("UC5159", 11, metadata + "1.root.json", StoreAuditTest::foreignRoot),
        spoiling(
            "UC5154",
            0,
            metadata + "2.snapshot.json",
            w -> delete(w, metadata + "2.snapshot.json")),
        spoiling("UC5154", 0, metadata + "1.snapshot.json", w -> swapLive(w, metadata)),
        spoiling("UC5152", 0, "content", w -> put(w, orphan())),
        spoiling("UC5153", 0, "content/readme.txt", w -> put(w, "content/readme.txt")),
        spoiling("UC5153", 0, metadata + "old.json", w -> put(w, metadata + "old.json")),
        spoiling(
            "UC5147",
            0,
            "hardware/00000000-0000-0000-0000-000000000001.json",
            w -> put(w, "hardware/00000000-0000-0000-0000-000000000001.json")));
  }

  private static Arguments spoiling(
      String code, int exit, String subject, Consumer<AuditWorld> spoil) {
    return Arguments.of(code, exit, subject, spoil);
  }

  private static String orphan() {
    return SimulatedPublisher.blob("orphan").value();
  }

  private static void put(AuditWorld world, String name) {
    world.store.put(new BlobName(name), new byte[] {1}, world.clock.instant());
  }

  private static void delete(AuditWorld world, String name) {
    world.store.delete(new BlobName(name));
  }

  private static void swap(AuditWorld world, String one, String other) {
    byte[] first = world.store.bytes(new BlobName(one));
    world.store.put(
        new BlobName(one), world.store.bytes(new BlobName(other)), world.clock.instant());
    world.store.put(new BlobName(other), first, world.clock.instant());
  }

  /** A past snapshot that says it is the second. */
  private static void swapLive(AuditWorld world, String metadata) {
    byte[] second = world.store.bytes(new BlobName(metadata + "2.snapshot.json"));
    world.store.put(new BlobName(metadata + "1.snapshot.json"), second, world.clock.instant());
  }

  /** An old timestamp, properly signed and not expired: as it was before the offer. */
  private static void putBack(AuditWorld world) {
    byte[] before = world.store.bytes(new BlobName(AuditWorld.METADATA + "timestamp.json"));
    world.home.refresh();
    world.store.put(
        new BlobName(AuditWorld.METADATA + "timestamp.json"), before, world.clock.instant());
  }

  private static void foreignRoot(AuditWorld world) {
    AuditWorld other = new AuditWorld();
    world.store.put(
        new BlobName(AuditWorld.METADATA + "1.root.json"),
        other.store.bytes(new BlobName(AuditWorld.METADATA + "1.root.json")),
        world.clock.instant());
  }

  @ParameterizedTest(name = "{0} exit {1}: {2}")
  @MethodSource("spoilings")
  void tellsWhatIsWrongWhere(String code, int exit, String subject, Consumer<AuditWorld> spoil) {
    spoil.accept(world);
    AuditReport report = world.audit();

    assertThat(report.findings())
        .as("%s", report.findings())
        .anyMatch(f -> f.code().equals(code) && f.subject().equals(subject));
    assertThat(report.exit().code()).as("%s", report.findings()).isEqualTo(exit);
  }

  private AuditReport auditWithoutRoot() {
    return new StoreAudit(
            AuditPlace.of(world.store),
            product -> Optional.empty(),
            Optional.empty(),
            world.clock,
            Progress.NONE)
        .run(Set.of(), false);
  }

  @Test
  void trustsTheFirstRootWhereThereIsNoOtherAndSaysSo() {
    AuditReport report = auditWithoutRoot();

    assertThat(AuditWorld.codes(report)).containsExactly("UC5151");
    assertThat(report.exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void saysThatThereIsNoProduct() {
    world.store.names().forEach(world.store::delete);

    AuditReport report = auditWithoutRoot();
    assertThat(AuditWorld.codes(report)).containsExactly("UC5156");
    assertThat(report.exit()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void findsAnOfferThatSaysAnotherThingThanThePackagesRole() {
    world.home.change(
        editor -> editor.withTargets(new RoleName("packages-10.0.2.0"), Map.of()), Map.of());

    AuditReport report = world.audit();
    assertThat(AuditWorld.codes(report)).contains("UC5145");
    assertThat(report.exit()).isEqualTo(ExitCode.UNTRUSTED);
  }

  @Test
  void findsARolloutThatIsAboutAnotherOffer() {
    byte[] other = "{}".getBytes(UTF_8);
    String target = ReleaseLayout.offerTarget(AuditWorld.PRODUCT, RingName.PREVIEW);
    var file = dev.updatecenter.capability.tuf.TargetFile.of(other);
    world.home.change(
        editor -> editor.withTargets(new RoleName("ring-Preview"), Map.of(target, file)),
        Map.of(ReleaseLayout.content(target, file.sha256()), other));

    AuditReport report = world.audit();
    assertThat(AuditWorld.codes(report)).contains("UC5144", "UC5146");
  }

  /** An edge that answers from the store with header fields of its own. */
  private record Fields(EdgeReader plain, String caching, boolean ranges) implements EdgeReader {
    @Override
    public boolean isHttp() {
      return true;
    }

    @Override
    public EdgeAnswer get(BlobName name) throws IOException {
      EdgeAnswer answer = plain.get(name);
      byte[] content = answer.content().readAllBytes();
      String value = name.value().endsWith("timestamp.json") ? "max-age=30" : caching;
      return new EdgeAnswer(
          answer.status(),
          Map.of("Content-Length", "" + content.length, "Cache-Control", value),
          new java.io.ByteArrayInputStream(content));
    }

    @Override
    public EdgeAnswer get(BlobName name, long first, long last) throws IOException {
      EdgeAnswer whole = get(name);
      if (!ranges) {
        return whole;
      }
      byte[] content = whole.content().readAllBytes();
      String range = "bytes " + first + "-" + last + "/" + content.length;
      return new EdgeAnswer(
          206,
          Map.of("Content-Range", range),
          new java.io.ByteArrayInputStream(content, (int) first, (int) (last - first + 1)));
    }
  }

  @Test
  void judgesTheHeadersAndRangesOfAnEdge() {
    EdgeReader plain = EdgeReader.of(world.store);
    String immutable = "public, max-age=31536000, immutable";

    assertThat(through(new Fields(plain, immutable, true)).findings()).isEmpty();
    AuditReport cached = through(new Fields(plain, "no-store", true));
    assertThat(AuditWorld.codes(cached)).containsExactly("UC5142");
    assertThat(cached.exit()).isEqualTo(ExitCode.FINDINGS);
    AuditReport whole = through(new Fields(plain, immutable, false));
    assertThat(AuditWorld.codes(whole)).containsExactly("UC5143");
  }

  private AuditReport through(EdgeReader edge) {
    return world.audit(new AuditPlace(world.store, edge, Optional.empty()));
  }

  @Test
  void saysWhichFilesAnEdgeDidNotGive() {
    EdgeReader plain = EdgeReader.of(world.store);
    String lost = SimulatedPublisher.blob("new driver").value();
    EdgeReader broken =
        new EdgeReader() {
          @Override
          public boolean isHttp() {
            return false;
          }

          @Override
          public EdgeAnswer get(BlobName name) throws IOException {
            if (name.value().equals(lost)) {
              throw new IOException("connection reset");
            }
            return plain.get(name);
          }

          @Override
          public EdgeAnswer get(BlobName name, long first, long last) throws IOException {
            return plain.get(name, first, last);
          }
        };

    AuditReport report = through(broken);
    assertThat(AuditWorld.errors(report)).containsExactly(lost);
    assertThat(AuditWorld.codes(report)).containsExactly("UC5155");
    assertThat(report.exit()).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  void judgesTheSignatureOfEachPackageOnce(@TempDir Path folder) throws Exception {
    List<Path> judged = new java.util.concurrent.CopyOnWriteArrayList<>();
    AuthenticodeVerifier unsigned =
        (file, policy) -> {
          judged.add(file);
          return new dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier(
                  world.clock)
              .verify(file, policy);
        };
    SignatureAudit signatures =
        new SignatureAudit(
            unsigned,
            new TrustAnchors(Set.of(), Set.of(), List.of()),
            world.clock.instant(),
            folder);
    AuditReport report =
        new StoreAudit(
                AuditPlace.of(world.store),
                product -> Optional.of(world.home.root()),
                Optional.of(signatures),
                world.clock,
                Progress.NONE)
            .run(Set.of(), false);

    assertThat(AuditWorld.codes(report)).containsExactly("UC5148");
    assertThat(judged).hasSize(3);
    assertThat(folder).isEmptyDirectory();
    assertThat(report.exit()).isEqualTo(ExitCode.UNTRUSTED);
  }
}
