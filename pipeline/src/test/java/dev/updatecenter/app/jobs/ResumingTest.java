package dev.updatecenter.app.jobs;

import static dev.updatecenter.app.jobs.RingHome.FIRST;
import static dev.updatecenter.app.jobs.RingHome.PREVIEW;
import static dev.updatecenter.app.jobs.RingHome.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.app.jobs.RingControl.Act;
import dev.updatecenter.capability.tuf.KeyFile;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.FlightState;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.publishing.Ceremony;
import dev.updatecenter.stage.publishing.CeremonyDesk;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import dev.updatecenter.testing.Copies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rings that go on: after a pause by the online key, after a halt by the ring's signers. */
class ResumingTest {
  /** Preview's two signers; both have to sign. */
  private static final String CONFIGURATION =
      """
      apiVersion: updatecenter/v1
      kind: Configuration
      keys:
        rings:
          Preview: { threshold: 2, keys: ["file:%s/ann.pem", "file:%s/bob.pem"] }
      """;

  private static Path people;
  private static Path flighted;

  private RingHome rings;

  @BeforeAll
  static void flight(@TempDir Path folder) throws IOException {
    people = Files.createDirectories(folder.resolve("people"));
    flighted = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        flighted.resolve("updatecenter.yaml"), CONFIGURATION.formatted(people, people));
    try (RingHome home = new RingHome(flighted)) {
      home.publish(FIRST).flight(PREVIEW, FIRST);
    }
  }

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    rings = new RingHome(Copies.of(flighted, folder.resolve("home")));
  }

  @AfterEach
  void close() throws IOException {
    rings.close();
    Path away = people.resolve("bob.away");
    if (Files.exists(away)) {
      Files.move(away, people.resolve("bob.pem"));
    }
  }

  private static void bobLeaves() throws IOException {
    Files.move(people.resolve("bob.pem"), people.resolve("bob.away"));
  }

  @Test
  void afterAPauseTheSameDevicesGoOnAndNoRingSigns() throws IOException {
    RolloutDocument.Release before = rings.seen(PREVIEW, FIRST).orElseThrow();
    rings.act(Act.PAUSE, PREVIEW);
    bobLeaves();
    Set<String> files = rings.metadata();

    try (RingHome alone = rings.again()) {
      alone.act(Act.RESUME, PREVIEW);
    }

    assertThat(before.share()).isEqualTo(Share.ofPercent(50));
    assertThat(rings.seen(PREVIEW, FIRST)).contains(before);
    files = added(files);
    assertThat(files).hasSize(2).noneMatch(name -> name.contains("ring-"));
  }

  private Set<String> added(Set<String> before) throws IOException {
    Set<String> now = rings.metadata();
    now.removeAll(before);
    return now;
  }

  @Test
  void afterAHaltTheSameDevicesGoOnOnceTheRingsSignersSaySo() throws IOException {
    RolloutDocument.Release before = rings.seen(PREVIEW, FIRST).orElseThrow();
    rings.act(Act.HALT, PREVIEW);
    Set<String> files = rings.metadata();

    RingControl.Result result = rings.act(Act.RESUME, PREVIEW);

    assertThat(result.flight().orElseThrow().standing().resumed()).isEqualTo(1);
    assertThat(rings.seen(PREVIEW, FIRST)).contains(before);
    assertThat(added(files)).anyMatch(name -> name.endsWith(".ring-Preview.json"));
  }

  @Test
  void nothingIsOnRecordBeforeTheLastSignerOfTheRingHasSigned() throws Exception {
    rings.act(Act.HALT, PREVIEW);
    bobLeaves();
    try (RingHome ann = rings.again()) {
      assertThatThrownBy(() -> ann.act(Act.RESUME, PREVIEW))
          .isInstanceOfSatisfying(
              UpdateCenterException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.APPROVAL));
      assertThat(ann.wiring.flights().list(PRODUCT))
          .singleElement()
          .satisfies(f -> assertThat(f.state()).isEqualTo(FlightState.HALTED));
      assertThat(ann.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.HALTED);

      bobSigns(ann, new KeyFile(people.resolve("bob.away")).load());
      assertThat(ann.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.HALTED);

      ann.act(Act.RESUME, PREVIEW);
      assertThat(ann.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.ACTIVE);
    }
  }

  @Test
  void aSignatureForAnEarlierResumeDoesNotServeALaterOne() throws Exception {
    rings.act(Act.HALT, PREVIEW);
    bobLeaves();
    try (RingHome ann = rings.again()) {
      assertThatThrownBy(() -> ann.act(Act.RESUME, PREVIEW))
          .isInstanceOf(UpdateCenterException.class);
      bobSigns(ann, new KeyFile(people.resolve("bob.away")).load());
      ann.act(Act.RESUME, PREVIEW);
      ann.act(Act.HALT, PREVIEW);

      assertThatThrownBy(() -> ann.act(Act.RESUME, PREVIEW))
          .isInstanceOfSatisfying(
              UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5065"));
      assertThat(ann.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.HALTED);
    }
  }

  private static void bobSigns(RingHome home, MetadataSigner bob) {
    try (Lease lease = home.wiring.leases().acquire(PRODUCT, "keys ceremony import")) {
      CeremonyDesk desk = home.wiring.publishing().metadata(home.product).ceremonies();
      Ceremony asked = desk.current(RepositoryRoles.ring(PREVIEW)).orElseThrow();
      Ceremony signed = asked.with(asked.proposal().signedBy(bob));
      new CeremonyImport(home.wiring).run(home.product, List.of(signed), lease);
    }
  }
}
