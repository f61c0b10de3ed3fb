package dev.updatecenter.app.jobs;

import static dev.updatecenter.app.jobs.RingHome.PREVIEW;
import static dev.updatecenter.app.jobs.RingHome.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.jobs.repo.GarbageCollection;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.offer.DeviceState;
import dev.updatecenter.stage.offer.HaltMemory;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.OfferDecision;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.testing.Copies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Releases 1 to 5 of one ring, from the flight to the garbage: 2 takes the place of 1, and 4 that
 * of 3, which like 5 needs 2. So 2 is a stepping stone, and 1 and 3 are not wanted any more.
 */
class PrunedReleaseTest {
  private static Path collected;
  private static List<String> before;

  private final Map<Path, FileTime> written = new HashMap<>();
  private RingHome rings;

  @BeforeAll
  static void prepare(@TempDir Path folder) throws Exception {
    collected = folder.resolve("home");
    PrunedReleaseTest all = new PrunedReleaseTest();
    all.rings = new RingHome(collected);
    for (int i = 1; i <= 5; i++) {
      all.flight(i);
    }
    before = all.given();
    assertThat(all.stored()).containsExactly(1, 2, 3, 4, 5);
    all.collect();
    all.close();
  }

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    rings = new RingHome(Copies.of(collected, folder.resolve("home")));
  }

  @AfterEach
  void close() {
    rings.close();
  }

  private static PackageVersion v(int i) {
    return PackageVersion.parse("10.0." + i + ".0");
  }

  /** All but the newest have passed at the whole ring. */
  private void flight(int i) throws IOException {
    rings.publish(v(i), i > 2 ? "ocp: \">=10.0.2.0\"" : "");
    Files.createDirectories(content(i).getParent());
    Files.writeString(content(i), "package " + i);
    var flight = rings.flight(PREVIEW, v(i));
    rings.sql("UPDATE rollout_releases SET share = 1");
    if (i < 5) {
      rings.pass(flight);
    }
    pass(Duration.ofHours(1));
  }

  private Path content(int i) {
    PublishedPackage p = TestReleases.cbs(v(i).toString());
    return rings.home.resolve("store/" + ReleaseLayout.content(p.target(), p.sha256()).value());
  }

  /** Time goes by, for files too, and a scheduler runs. */
  private void pass(Duration time) throws IOException {
    rings.clock.pass(time);
    new Advance(rings.wiring).run(rings.product);
    try (Stream<Path> files = Files.walk(rings.home.resolve("store"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!Files.getLastModifiedTime(file).equals(written.get(file))) {
          Files.setLastModifiedTime(file, FileTime.from(rings.clock.instant()));
          written.put(file, Files.getLastModifiedTime(file));
        }
      }
    }
  }

  private void collect() throws IOException {
    pass(Duration.ofDays(100));
    new GarbageCollection(rings.wiring).run();
    pass(Duration.ofDays(8));
    new GarbageCollection(rings.wiring).run();
    pass(Duration.ofHours(1));
  }

  private List<Integer> stored() {
    return IntStream.rangeClosed(1, 5).filter(i -> Files.exists(content(i))).boxed().toList();
  }

  /** What a device with a custom package gets, as a version's third number; its kind else. */
  private String given(int ocp) throws Exception {
    var published = rings.wiring.publishing().metadata(rings.product).look();
    String target = ReleaseLayout.offerTarget(PRODUCT, PREVIEW);
    var offers = published.role(RepositoryRoles.ring(PREVIEW)).targets();
    ContentDigest digest = Objects.requireNonNull(offers.get(target)).sha256();
    byte[] bytes =
        rings.wiring.store().read(ReleaseLayout.content(target, digest), 1_000_000).orElseThrow();
    var rollout = rings.wiring.publishing().rollouts(rings.product).seen().orElseThrow();
    OfferDecision decision =
        OfferDecision.decide(Offer.read(bytes, "offer"), digest, rollout, device(ocp));
    if (decision instanceof OfferDecision.Install install) {
      for (var p : install.packages()) {
        Path file =
            rings.home.resolve("store/" + ReleaseLayout.content(p.target(), p.sha256()).value());
        assertThat(file).as("what a device is told to fetch").exists();
      }
      return install.version().toString().split("[.]", -1)[2];
    }
    return decision.wireName();
  }

  private DeviceState device(int ocp) {
    var model = rings.product.model();
    return new DeviceState(
        DeviceId.parse("%064x".formatted(1)),
        PRODUCT,
        PREVIEW,
        new TreeMap<>(Map.of(model.target().number(), model.target().id())),
        model.target().baseboardProduct(),
        model.baselineOs(),
        v(ocp),
        Optional.empty(),
        Map.of(),
        HaltMemory.NONE);
  }

  private List<String> given() throws Exception {
    List<String> all = new ArrayList<>();
    for (int ocp = 0; ocp <= 5; ocp++) {
      all.add(given(ocp));
    }
    return all;
  }

  @Test
  void isCollectedAndEveryDeviceGetsWhatItGotBefore() throws Exception {
    assertThat(stored()).as("1 and 3 are nobody's way").containsExactly(2, 4, 5);
    assertThat(before).containsExactly("2", "2", "5", "5", "5", "nothing");
    assertThat(given()).isEqualTo(before);
  }

  @Test
  void isNotMissedWhenTheNewestIsHaltedLater() throws Exception {
    rings.act(RingControl.Act.HALT, PREVIEW);

    assertThat(rings.seenState(PREVIEW, v(5))).isEqualTo(RolloutState.HALTED);
    assertThat(given()).containsExactly("2", "2", "4", "4", "refused", "nothing");
  }

  @Test
  void isNotOfferedAgainWhenWhatTookItsPlaceIsHaltedToo() throws Exception {
    for (int i : new int[] {5, 4}) {
      new RingControl(rings.wiring)
          .act(
              RingControl.Act.HALT,
              PRODUCT,
              new RingControl.Wish(Optional.of(PREVIEW), Optional.of(v(i)), "bricks"));
    }

    assertThat(given()).containsExactly("2", "2", "refused", "refused", "refused", "nothing");
    rings.publish(v(6), "ocp: \">=10.0.2.0\"").flight(PREVIEW, v(6));
    rings.sql("UPDATE rollout_releases SET share = 1 WHERE version = '10.0.6.0'");
    Files.createDirectories(content(6).getParent());
    Files.writeString(content(6), "package 6");
    pass(Duration.ofHours(1));

    assertThat(given()).as("rolls forward").containsExactly("2", "2", "6", "6", "6", "6");
  }
}
