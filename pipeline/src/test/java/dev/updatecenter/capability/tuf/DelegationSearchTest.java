package dev.updatecenter.capability.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.testing.RepositorySimulator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DelegationSearchTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final RepositorySimulator world;
  private final Map<RoleName, List<MetadataSigner>> signers = new LinkedHashMap<>();

  DelegationSearchTest() throws Exception {
    world = new RepositorySimulator(NOW);
    TufClientTest.roles().forEach(role -> signers.put(role, world.signers(role)));
  }

  @Test
  void takesTheFirstRoleInOrder() throws Exception {
    RepositoryEditor editor =
        world
            .editor()
            .withDelegations(
                RoleName.TARGETS,
                List.of(delegation("first", false, "a/*"), delegation("second", false, "a/*")));

    upload(withLength(withLength(editor, "first", 1), "second", 2));

    assertThat(find("a/x")).contains(1L);
  }

  @Test
  void goesOnBehindARoleThatHasNothingUnlessItIsTerminating() throws Exception {
    RepositoryEditor open =
        world
            .editor()
            .withDelegations(
                RoleName.TARGETS,
                List.of(delegation("first", false, "a/*"), delegation("second", false, "a/*")));
    upload(withLength(open, "second", 2));
    assertThat(find("a/x")).contains(2L);

    upload(
        world
            .editor()
            .withDelegations(
                RoleName.TARGETS,
                List.of(delegation("first", true, "a/*"), delegation("second", false, "a/*"))));
    assertThat(find("a/x")).isEmpty();
  }

  @Test
  void looksBelowARoleBeforeTheNextOne() throws Exception {
    RepositoryEditor editor =
        world
            .editor()
            .withDelegations(
                RoleName.TARGETS,
                List.of(delegation("first", false, "a/*"), delegation("second", false, "a/*")))
            .withDelegations(new RoleName("first"), List.of(delegation("below", false, "a/x")));

    upload(withLength(withLength(editor, "below", 3), "second", 2));

    assertThat(find("a/x")).contains(3L);
  }

  @Test
  void doesNotTrustARoleWithPathsThatAreNotItsOwn() throws Exception {
    upload(
        world
            .editor()
            .withDelegations(RoleName.TARGETS, List.of(delegation("first", false, "a/*"))));
    // Its own key signs it, so nothing but the path stands against it.
    world.forge(
        new RoleName("first"),
        targets -> targets.put("targets", Map.of("b/x", TargetFile.of(new byte[1]).toPlain())),
        signersOf("first"));

    assertThat(find("b/x")).isEmpty();
  }

  @Test
  void endsInACircle() throws Exception {
    upload(
        world
            .editor()
            .withDelegations(RoleName.TARGETS, List.of(delegation("first", false, "a/*")))
            .withDelegations(new RoleName("first"), List.of(delegation("below", false, "a/*"))));
    DelegatedRole back =
        DelegatedRole.of(
            new Delegation(
                new RoleName("first"),
                new RoleAuthority(keys("first"), 1),
                false,
                List.of(new PathPattern("a/*"))));
    Delegations circle =
        new Delegations(
            RoleAuthority.keysById(List.of(new RoleAuthority(keys("first"), 1))), List.of(back));
    world.forge(
        new RoleName("below"),
        targets -> targets.put("delegations", new LinkedHashMap<>(circle.toPlain())),
        signersOf("below"));

    assertThat(find("a/x")).isEmpty();
    assertThat(world.editor().roles()).contains(new RoleName("first"), new RoleName("below"));
  }

  @Test
  void refusesADelegatorThatClaimsAnothersRoleWithItsOwnKey() throws Exception {
    upload(
        world
            .editor()
            .withDelegations(
                RoleName.TARGETS,
                List.of(delegation("first", false, "a/*"), delegation("second", false, "b/*")))
            .withDelegations(new RoleName("first"), List.of(delegation("shared", false, "a/*"))));
    MetadataSigner other = RepositorySimulator.newKey();
    DelegatedRole claim =
        DelegatedRole.of(
            new Delegation(
                new RoleName("shared"),
                RoleAuthority.of(other.key()),
                false,
                List.of(new PathPattern("b/*"))));
    Delegations claims = new Delegations(Map.of(other.key().id(), other.key()), List.of(claim));
    world.forge(
        new RoleName("second"),
        targets -> targets.put("delegations", new LinkedHashMap<>(claims.toPlain())),
        signersOf("second"));
    TufClient client = client();
    client.refresh();

    assertThat(client.target("a/x")).isEmpty();
    assertThatThrownBy(() -> client.target("b/x")).isInstanceOf(SignatureThresholdException.class);
  }

  private List<TufKey> keys(String role) {
    return signersOf(role).stream().map(MetadataSigner::key).toList();
  }

  private List<MetadataSigner> signersOf(String role) {
    return signers.getOrDefault(new RoleName(role), List.of());
  }

  private Delegation delegation(String role, boolean terminating, String pattern) {
    signers.computeIfAbsent(new RoleName(role), any -> List.of(RepositorySimulator.newKey()));
    return new Delegation(
        new RoleName(role),
        new RoleAuthority(keys(role), 1),
        terminating,
        List.of(new PathPattern(pattern)));
  }

  private static RepositoryEditor withLength(RepositoryEditor editor, String role, int length) {
    return editor.withTargets(new RoleName(role), Map.of("a/x", TargetFile.of(new byte[length])));
  }

  private void upload(RepositoryEditor editor) {
    editor
        .sign(signers, NOW, name -> false)
        .files()
        .forEach(file -> world.files().put(file.name(), file.bytes()));
  }

  private Optional<Long> find(String path) throws Exception {
    TufClient client = client();
    client.refresh();
    return client.target(path).map(TargetFile::length);
  }

  private TufClient client() {
    return new TufClient(
        world.trustedRoot(), new InMemoryMetadataStore(), world, Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
