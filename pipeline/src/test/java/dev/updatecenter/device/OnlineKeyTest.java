package dev.updatecenter.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.device.OnlineKeyAttacks.Attack;
import dev.updatecenter.testing.RepositorySimulator;
import dev.updatecenter.testing.ServedRepositories;
import dev.updatecenter.testing.TufJs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With the keys of rollout, snapshot and timestamp, and with the edge, nobody puts a package or a
 * release before a device that the ring's signers did not offer it.
 */
class OnlineKeyTest {
  private static AttackWorld honest;

  private final Path folder;

  OnlineKeyTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void publish(@TempDir Path folder) throws Exception {
    honest = AttackWorld.honest(new RepositorySimulator(Instant.now()), folder);
  }

  static List<Attack> attacks() {
    return OnlineKeyAttacks.all();
  }

  @Test
  void anHonestRepositoryIsTaken() throws Exception {
    assertThat(honest.scan(folder.resolve("state")).decision()).isEqualTo(OnlineKeyAttacks.HONEST);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void aDeviceGetsNothingThatTheRingsSignersDidNotOffer(Attack attack) throws Exception {
    AttackWorld world = honest.copy();
    attack.before().accept(world);
    Path seen = folder.resolve("again");
    world.scan(seen);
    attack.act().accept(world);

    AttackWorld.Outcome again = world.scan(seen);
    AttackWorld.Outcome first = world.scan(folder.resolve("first"));

    assertThat(again.decision()).as("again").isEqualTo(attack.again());
    assertThat(first.decision()).as("first").isEqualTo(attack.first());
    assertThat(again.packages())
        .isSubsetOf(AttackWorld.pkg("10.0.2.0"), AttackWorld.pkg("10.0.1.0"));
    assertThat(first.packages())
        .isSubsetOf(AttackWorld.pkg("10.0.2.0"), AttackWorld.pkg("10.0.1.0"));
  }

  @Test
  void tufJsFindsNoOtherOfferOrPackageEither() throws Exception {
    TufJs client = TufJs.require();
    List<Map<String, Object>> cases = new ArrayList<>();
    List<Map<String, Object>> evil = new ArrayList<>();
    try (ServedRepositories served = new ServedRepositories()) {
      for (Attack attack : attacks()) {
        AttackWorld world = honest.copy();
        attack.before().accept(world);
        String at = "case" + cases.size();
        String before = served.serve(at + "/before", world.repository);
        attack.act().accept(world);
        List<String> urls = List.of(before, served.serve(at + "/after", world.repository));
        cases.add(visit(at, urls, AttackWorld.OFFER));
        evil.add(visit(at + "-evil", urls, AttackWorld.pkg(OnlineKeyAttacks.EVIL).target()));
      }
      int attacks = cases.size();
      cases.addAll(evil);
      List<String> verdicts = client.judge(cases, folder);
      check(verdicts.subList(0, attacks));
      assertThat(verdicts.subList(attacks, verdicts.size()))
          .allMatch(verdict -> verdict.contains(" refused at 1: "));
    }
  }

  private void check(List<String> verdicts) throws IOException {
    SoftAssertions softly = new SoftAssertions();
    List<Attack> attacks = attacks();
    assertThat(verdicts).hasSameSizeAs(attacks);
    for (int i = 0; i < verdicts.size(); i++) {
      String verdict = verdicts.get(i);
      if (attacks.get(i).peerRefuses()) {
        softly.assertThat(verdict).as("%s", attacks.get(i)).contains(" refused at 1: ");
      } else {
        softly.assertThat(verdict).as("%s", attacks.get(i)).endsWith(" ok");
        softly
            .assertThat(folder.resolve("case" + i).resolve("targets").resolve("1"))
            .as("%s", attacks.get(i))
            .hasBinaryContent(honest.offer);
      }
    }
    softly.assertAll();
  }

  /** An honest visit, and one after the attack that asks for a target. */
  private Map<String, Object> visit(String name, List<String> urls, String target)
      throws IOException {
    Path dir = Files.createDirectories(folder.resolve(name));
    Files.write(dir.resolve("root.json"), honest.repository.trustedRoot());
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", name);
    described.put("dir", dir.toString());
    described.put("targetDir", Files.createDirectories(dir.resolve("targets")).toString());
    described.put("urls", urls);
    described.put("targets", List.of(AttackWorld.OFFER));
    described.put("last", Map.of("targets", List.of(target), "kept", Map.of(), "ahead", 0));
    return described;
  }
}
