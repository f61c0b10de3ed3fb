package dev.updatecenter.capability.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.testing.RepositorySimulator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
  void goesOnBehindARoleWhosePrefixesCoverThePathByChance() throws Exception {
    RepositoryEditor editor =
        world
            .editor()
            .withDelegations(
                RoleName.TARGETS,
                List.of(hashed("first", "a/x"), hashed("second", "a/x"), hashed("third", "b/y")));
    upload(withLength(editor, "second", 2));
    world.takeFetched();

    assertThat(find("a/x")).contains(2L);

    assertThat(world.takeFetched())
        .contains("1.first.json", "1.second.json")
        .doesNotContain("1.third.json");
    assertThat(find("a/z")).isEmpty();
  }

  @Test
  void givesUpAfterAsManyRolesAsTheSpecificationAllows() throws Exception {
    // Signed by hand: the editor refuses to.
    List<DelegatedRole> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(DelegatedRole.of(hashed("role" + i, "a/x")));
    }
    List<TufKey> all = new ArrayList<>();
    many.forEach(role -> all.addAll(keys(role.name().value())));
    Map<String, Object> delegations =
        new LinkedHashMap<>(
            new Delegations(RoleAuthority.keysById(List.of(new RoleAuthority(all, 1))), many)
                .toPlain());
    world.forge(RoleName.TARGETS, targets -> targets.put("delegations", delegations));
    for (DelegatedRole role : many) {
      forge(role.name(), Map.of());
    }
    forge(new RoleName("role39"), Map.of("a/x", TargetFile.of(new byte[1]).toPlain()));
    world.takeFetched();

    assertThat(find("a/x")).isEmpty();

    assertThat(world.takeFetched().stream().filter(name -> name.contains("role"))).hasSize(31);
  }

  private void forge(RoleName role, Map<String, Object> targets) {
    long version = world.files().keySet().stream().filter(n -> n.endsWith(role + ".json")).count();
    Map<String, Object> signed = new LinkedHashMap<>();
    signed.put("_type", "targets");
    signed.put("spec_version", "1.0.34");
    signed.put("version", version + 1);
    signed.put("expires", "2036-01-01T00:00:00Z");
    signed.put("targets", targets);
    byte[] bytes = RepositorySimulator.sign(signed, signersOf(role.value()));
    world.files().put(role.fileName(new MetadataVersion(version + 1)), bytes);
    world.forge(RoleName.SNAPSHOT, s -> RepositorySimulator.list(s, role, version + 1, bytes));
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

  private Delegation hashed(String role, String path) {
    signers.computeIfAbsent(new RoleName(role), any -> List.of(RepositorySimulator.newKey()));
    return new Delegation(
        new RoleName(role),
        new RoleAuthority(keys(role), 1),
        false,
        new PathHashPrefixes(List.of(PathHashPrefixes.hash(path).substring(0, 6))));
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
