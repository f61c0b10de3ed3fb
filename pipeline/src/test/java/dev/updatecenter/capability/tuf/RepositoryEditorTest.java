package dev.updatecenter.capability.tuf;

import static dev.updatecenter.testing.RepositorySimulator.PACKAGE;
import static dev.updatecenter.testing.RepositorySimulator.PACKAGES;
import static dev.updatecenter.testing.RepositorySimulator.RING;
import static dev.updatecenter.testing.RepositorySimulator.ROLLOUT;
import static dev.updatecenter.testing.RepositorySimulator.ROLLOUT_FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.RepositorySimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepositoryEditorTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00.987Z");

  private RepositorySimulator repository;

  @BeforeEach
  void publish() throws Exception {
    repository = new RepositorySimulator(NOW);
  }

  @Test
  void signsOnlyWhatChangedAndTheListsAfterIt() throws Exception {
    MetadataUpdate update = sign(changedRollout());

    assertThat(update.files())
        .extracting(MetadataFile::name)
        .containsExactly("3.rollout.json", "3.snapshot.json", "timestamp.json");
    assertThat(update.versions())
        .containsEntry(RoleName.TIMESTAMP, new MetadataVersion(3))
        .doesNotContainKey(PACKAGES);
  }

  @Test
  void ordersDelegatedRolesBeforeTargetsBeforeSnapshot() throws Exception {
    Set<RoleName> all = Set.of(RoleName.ROOT, RoleName.TARGETS, PACKAGES, RING, ROLLOUT);

    MetadataUpdate update = sign(repository.editor().withRenewed(all));

    assertThat(update.versioned())
        .extracting(MetadataFile::name)
        .containsExactly(
            "3.packages.json",
            "2.ring-Preview.json",
            "3.rollout.json",
            "3.targets.json",
            "3.snapshot.json",
            "2.root.json");
  }

  @Test
  void heartbeatRenewsTheTimestampAlone() throws Exception {
    MetadataUpdate update = sign(repository.editor().withRenewed(Set.of(RoleName.TIMESTAMP)));

    assertThat(update.versions()).containsOnlyKeys(RoleName.TIMESTAMP);
  }

  @Test
  void passesOverNumbersThatADeadPublisherLeft() throws Exception {
    Set<String> taken = Set.of("3.rollout.json", "4.rollout.json", "3.snapshot.json");

    MetadataUpdate update = changedRollout().sign(signers(), NOW, taken::contains);

    assertThat(update.versioned())
        .extracting(MetadataFile::name)
        .containsExactly("5.rollout.json", "4.snapshot.json");
  }

  @Test
  void neverPassesOverARootNumber() throws Exception {
    RepositoryEditor editor = repository.editor().withRenewed(Set.of(RoleName.ROOT));

    assertThatThrownBy(() -> editor.sign(signers(), NOW, "2.root.json"::equals))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5013"));
  }

  @Test
  void setsExpiryByPolicyInWholeSeconds() throws Exception {
    Instant day = Instant.parse("2026-06-01T12:00:00Z");
    repository.publish(repository.editor().withRenewed(Set.of(ROLLOUT, PACKAGES)));

    assertThat(expiry(RoleName.TIMESTAMP)).isEqualTo(day.plus(Duration.ofDays(3)).toString());
    assertThat(expiry(RoleName.SNAPSHOT)).isEqualTo(day.plus(Duration.ofDays(7)).toString());
    assertThat(expiry(ROLLOUT)).isEqualTo(day.plus(Duration.ofDays(7)).toString());
    assertThat(expiry(PACKAGES)).isEqualTo("2027-06-01T12:00:00Z");
    assertThat(expiry(RoleName.ROOT)).isEqualTo("2027-06-01T12:00:00Z");
  }

  @Test
  void sameInputGivesSameContent() throws Exception {
    Map<String, Object> first = signed(sign(changedRollout()), ROLLOUT);
    Map<String, Object> second = signed(sign(changedRollout()), ROLLOUT);

    assertThat(first).isEqualTo(second);
  }

  @Test
  void renewsWhatHasExpired() throws Exception {
    repository.forge(RoleName.TARGETS, t -> t.put("expires", "2020-01-01T00:00:00Z"));
    repository.forge(ROLLOUT, t -> t.put("expires", "2020-01-01T00:00:00Z"));
    repository.forge(RoleName.TIMESTAMP, t -> t.put("expires", "2020-01-01T00:00:00Z"));

    repository.publish(repository.editor().withRenewed(Set.of(RoleName.TARGETS, ROLLOUT)));

    assertThat(find(ROLLOUT_FILE)).isTrue();
  }

  @Test
  void goesOnWhenAPublisherDiedBetweenRootAndTimestamp() throws Exception {
    RepositorySimulator fresh = new RepositorySimulator(NOW);
    Map<RoleName, List<MetadataSigner>> both = signers();
    fresh
        .topLevel()
        .keySet()
        .forEach(
            role ->
                both.merge(
                    role,
                    fresh.signers(role),
                    (old, added) -> Stream.concat(old.stream(), added.stream()).toList()));
    repository
        .editor()
        .withAuthorities(fresh.topLevel())
        .sign(both, NOW, name -> false)
        .versioned()
        .forEach(file -> repository.files().put(file.name(), file.bytes()));
    assertThatThrownBy(() -> find(PACKAGE)).isInstanceOf(SignatureThresholdException.class);

    RepositoryEditor editor = repository.editor();
    assertThat(editor.isChanged()).isTrue();
    editor
        .sign(both, NOW, repository.files()::containsKey)
        .files()
        .forEach(file -> repository.files().put(file.name(), file.bytes()));

    assertThat(find(PACKAGE)).isTrue();
  }

  @Test
  void refusesToSignBelowTheThreshold() throws Exception {
    RepositoryEditor editor = repository.editor().withRenewed(Set.of(RING));
    Map<RoleName, List<MetadataSigner>> tooFew = signers();
    tooFew.put(RING, List.of(repository.signers(RING).get(0)));

    assertThatThrownBy(() -> editor.sign(tooFew, NOW, name -> false))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5014"));
  }

  @Test
  void doesNotUseAKeyThatTheRoleDoesNotKnow() throws Exception {
    Map<RoleName, List<MetadataSigner>> more = signers();
    MetadataSigner stranger = RepositorySimulator.newKey();
    more.put(ROLLOUT, List.of(stranger, repository.signers(ROLLOUT).get(0)));

    MetadataUpdate update = changedRollout().sign(more, NOW, name -> false);

    assertThat(new String(update.files().get(0).bytes(), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain(stranger.key().id().hex());
  }

  @Test
  void refusesASignatureThatItsKeyDoesNotVerify() throws Exception {
    MetadataSigner honest = repository.signers(ROLLOUT).get(0);
    MetadataSigner broken =
        new MetadataSigner() {
          @Override
          public TufKey key() {
            return honest.key();
          }

          @Override
          public byte[] sign(byte[] canonical) {
            return honest.sign(new byte[0]);
          }
        };
    Map<RoleName, List<MetadataSigner>> signers = signers();
    signers.put(ROLLOUT, List.of(broken));
    RepositoryEditor editor = changedRollout();

    assertThatThrownBy(() -> editor.sign(signers, NOW, name -> false))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5016"));
  }

  @Test
  void refusesTargetsThatNoDeviceWouldFind() throws Exception {
    RepositoryEditor editor = repository.editor();
    Map<String, TargetFile> elsewhere = Map.of("elsewhere/a", TargetFile.of(new byte[1]));

    assertThatThrownBy(() -> editor.withTargets(PACKAGES, elsewhere))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> editor.withTargets(new RoleName("nobody"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sameTargetsAgainChangeNothing() throws Exception {
    RepositoryEditor editor = repository.editor();

    assertThat(editor.withTargets(PACKAGES, editor.role(PACKAGES).targets()).isChanged()).isFalse();
    assertThat(editor.withAuthorities(repository.topLevel()).isChanged()).isFalse();
  }

  @Test
  void addsTargetsBesideTheOthersWithWhatThePublisherHangsOnThem() throws Exception {
    String path = "packages/fedcba9876543210/app.msix";
    TargetFile file =
        new TargetFile(
            1,
            TargetFile.of(new byte[1]).sha256(),
            Map.of("kind", "msix", "rank", 3, "by", List.of()));

    repository.publish(repository.editor().withAddedTargets(PACKAGES, Map.of(path, file)));

    assertThat(repository.editor().role(PACKAGES).targets())
        .containsKey(PACKAGE)
        .containsEntry(path, file);
  }

  @Test
  void changedKeysOfADelegatedRoleSignItAgain() throws Exception {
    MetadataSigner fresh = RepositorySimulator.newKey();
    Delegation delegation =
        Delegation.of("rollout", RoleAuthority.of(fresh.key()), "Contoso/rollout.json");
    Map<RoleName, List<MetadataSigner>> signers = signers();
    signers.put(ROLLOUT, List.of(fresh));

    MetadataUpdate update =
        repository
            .editor()
            .withDelegations(RoleName.TARGETS, List.of(delegation))
            .sign(signers, NOW, name -> false);
    update.files().forEach(file -> repository.files().put(file.name(), file.bytes()));

    assertThat(update.versions()).containsKeys(ROLLOUT, RoleName.TARGETS).doesNotContainKey(RING);
    assertThat(find(ROLLOUT_FILE)).isTrue();
    assertThat(find(PACKAGE)).isFalse();
  }

  @Test
  void refusesASearchThatComesByMoreRolesThanADeviceVisits() throws Exception {
    RoleAuthority authority = RoleAuthority.of(RepositorySimulator.newKey().key());
    List<Delegation> many =
        IntStream.range(0, TufClient.MAX_ROLES)
            .mapToObj(i -> Delegation.of("role" + i, authority, "a/*"))
            .toList();
    RepositoryEditor editor = repository.editor();

    assertThatThrownBy(() -> editor.withDelegations(RoleName.TARGETS, many))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5061"));
  }

  @Test
  void refusesPrefixesThatTooManyRolesShare() throws Exception {
    RoleAuthority authority = RoleAuthority.of(RepositorySimulator.newKey().key());
    List<Delegation> alike =
        IntStream.range(0, 31)
            .mapToObj(
                i ->
                    new Delegation(
                        new RoleName("role" + i),
                        authority,
                        false,
                        // A shorter prefix covers what a longer one does.
                        new PathHashPrefixes(List.of("3f09ac".substring(0, 3 + i % 4), "0" + i))))
            .toList();
    RepositoryEditor editor = repository.editor();

    assertThatThrownBy(() -> editor.withDelegations(PACKAGES, alike))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5061"));
    assertThat(editor.withDelegations(PACKAGES, alike.subList(0, 29)).isChanged()).isTrue();
  }

  @Test
  void writesNoFileOfMoreThanAMegabyte() throws Exception {
    Map<String, TargetFile> many = new TreeMap<>();
    TargetFile file = TargetFile.of(new byte[1]);
    for (int i = 0; i < 1_000_000 / file.listedBytes("packages/a/0000000") + 1; i++) {
      many.put("packages/a/" + String.format("%07d", i), file);
    }
    RepositoryEditor editor = repository.editor().withTargets(PACKAGES, many);
    many.keySet().removeAll(List.copyOf(many.keySet()).subList(0, 10));
    RepositoryEditor fitting = repository.editor().withTargets(PACKAGES, many);

    assertThatThrownBy(() -> sign(editor))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5060"));
    assertThat(sign(fitting).files()).allMatch(f -> f.bytes().length <= 1_000_000);
  }

  @Test
  void whatHungBelowARoleThatIsLetGoIsSignedNoMore() throws Exception {
    RoleAuthority authority = RoleAuthority.of(repository.signers(PACKAGES).get(0).key());
    RepositoryEditor editor =
        repository
            .editor()
            .withDelegations(PACKAGES, List.of(Delegation.of("below", authority, "packages/a/*")))
            .withTargets(new RoleName("below"), Map.of("packages/a/b", TargetFile.of(new byte[1])))
            .withDelegations(RoleName.TARGETS, List.of());

    assertThat(sign(editor).versions())
        .containsOnlyKeys(RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);
    assertThat(editor.roles()).containsExactly(RoleName.TARGETS);
    assertThatThrownBy(() -> editor.role(PACKAGES)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> editor.withRenewed(Set.of(PACKAGES)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hasAsManyRolesAsItNeedsWhileASearchComesByFew() throws Exception {
    RoleAuthority authority = RoleAuthority.of(repository.signers(PACKAGES).get(0).key());
    List<Delegation> many =
        IntStream.range(0, 200)
            .mapToObj(i -> Delegation.of("role" + i, authority, "packages/a/" + i))
            .toList();
    Map<String, TargetFile> last = Map.of("packages/a/199", TargetFile.of(new byte[1]));

    repository.publish(
        repository
            .editor()
            .withDelegations(PACKAGES, many)
            .withTargets(new RoleName("role199"), last));

    assertThat(find("packages/a/199")).isTrue();
  }

  private RepositoryEditor changedRollout() throws Exception {
    return repository
        .editor()
        .withTargets(ROLLOUT, repository.target(ROLLOUT_FILE, "{\"third\":true}"));
  }

  private MetadataUpdate sign(RepositoryEditor editor) {
    return editor.sign(signers(), NOW, name -> false);
  }

  private Map<RoleName, List<MetadataSigner>> signers() {
    Map<RoleName, List<MetadataSigner>> signers = new HashMap<>();
    TufClientTest.roles().forEach(role -> signers.put(role, repository.signers(role)));
    return signers;
  }

  private String expiry(RoleName role) {
    Map<String, Object> file = RepositorySimulator.plain(repository.file(repository.current(role)));
    return RepositorySimulator.object(file, "signed").get("expires") + "";
  }

  private static Map<String, Object> signed(MetadataUpdate update, RoleName role) {
    MetadataFile file =
        update.files().stream().filter(f -> f.role().equals(role)).findFirst().orElseThrow();
    return RepositorySimulator.object(RepositorySimulator.plain(file.bytes()), "signed");
  }

  private boolean find(String path) throws Exception {
    TufClient client =
        new TufClient(
            repository.trustedRoot(),
            new InMemoryMetadataStore(),
            repository,
            java.time.Clock.fixed(NOW, java.time.ZoneOffset.UTC));
    client.refresh();
    return client.target(path).isPresent();
  }
}
