package dev.updatecenter.stage.publishing;

import static dev.updatecenter.stage.publishing.RepositoryRoles.PACKAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.tuf.DelegatedRole;
import dev.updatecenter.capability.tuf.EcdsaMetadataSigner;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.PathHashPrefixes;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleKeys;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.PackageVersion;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseRolesTest {
  private ReleaseWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new ReleaseWorld();
  }

  @Test
  void aReleaseIsOneNewFileAndTheListsAboveIt() throws Exception {
    world.publish("10.0.1.0", "a", "b");

    MetadataUpdate update = world.publish("10.0.2.0", "b", "c");

    assertThat(update.versions().keySet())
        .containsExactly(
            new RoleName("packages-10.0.2.0"), PACKAGES, RoleName.SNAPSHOT, RoleName.TIMESTAMP);
    assertThat(world.editor().role(PACKAGES).targets())
        .containsOnlyKeys(RepositorySimulator.PACKAGE);
    world.assertFound();
  }

  @Test
  void aReleasesRoleListsAllItsPackagesAndTheNewestIsAskedFirst() throws Exception {
    world.publish("10.0.1.0", "a", "b");
    world.publish("10.0.2.0", "a", "b", "c");
    world.repository.takeFetched();

    world.assertFound("10.0.2.0");

    assertThat(world.repository.takeFetched())
        .contains("1.packages-10.0.2.0.json")
        .doesNotContain("1.packages-10.0.1.0.json");
    assertThat(ReleaseRoles.targets(world.editor(), PackageVersion.parse("10.0.1.0"))).hasSize(2);
  }

  @Test
  void samePackagesAgainChangeNothing() throws Exception {
    world.publish("10.0.1.0", "a", "b");
    world.publish("10.0.2.0", "b");

    assertThat(world.with("10.0.1.0", "b", "a").isChanged()).isFalse();
    assertThat(world.with("10.0.3.0").isChanged()).isFalse();
  }

  @Test
  void aReleaseThatWasPublishedOtherwiseIsReplacedAndUncoversWhatItHid() throws Exception {
    world.publish("10.0.1.0", "a", "b");
    world.publish("10.0.2.0", "a", "c");

    world.publish("10.0.2.0", "d");

    world.assertFound();
    assertThat(world.find("c")).isEmpty();
  }

  @Test
  void lettingTheNewestGoLeavesWhatItSharedWithOlderOnes() throws Exception {
    world.publish("10.0.1.0", "a", "b");
    world.publish("10.0.2.0", "a", "b", "c");
    world.publish("10.0.3.0", "a", "d");

    world.letGo("10.0.2.0", "10.0.3.0", "10.0.9.0");

    world.assertFound();
    assertThat(world.find("c")).isEmpty();
    assertThat(world.find("d")).isEmpty();
    assertThat(ReleaseRoles.releases(world.editor()))
        .containsExactly(PackageVersion.parse("10.0.1.0"));
  }

  @Test
  void lettingTheOldestGoLoadsNoRoleOfARelease() throws Exception {
    world.publish("10.0.1.0", "a", "b");
    world.publish("10.0.2.0", "a", "c");
    world.repository.takeFetched();

    world.letGo("10.0.1.0");

    assertThat(world.repository.takeFetched()).noneMatch(name -> name.contains("packages-"));
    world.assertFound();
  }

  @Test
  void aRoleThatWasLetGoStaysListedAndComesBackInAHigherVersion() throws Exception {
    world.publish("10.0.1.0", "a");
    world.publish("10.0.2.0", "b");
    world.refresh();

    world.letGo("10.0.1.0");
    // TUF 5.5.5: a client that knows the role refuses a snapshot without it.
    world.refresh();
    MetadataUpdate again = world.publish("10.0.1.0", "a");

    assertThat(again.versions())
        .containsEntry(new RoleName("packages-10.0.1.0"), new MetadataVersion(2));
    world.refresh();
    world.assertFound();
  }

  @Test
  void packagesOfManyReleasesNeedOnePrefixEach() throws Exception {
    for (int i = 1; i <= 40; i++) {
      world.publish("10.0." + i + ".0", "shared", "also shared", "of " + i);
    }

    assertThat(
            world.editor().role(PACKAGES).delegations().roles().stream()
                .mapToInt(role -> ((PathHashPrefixes) role.paths()).values().size())
                .sum())
        .isEqualTo(42);
    world.assertFound();
  }

  /** Two packages whose paths' digests begin alike, as if by chance. */
  private static List<String> twins() {
    Map<String, String> seen = new HashMap<>();
    for (int i = 0; ; i++) {
      String content = "twin " + i;
      String begin = PathHashPrefixes.hash(ReleaseWorld.path(content)).substring(0, 6);
      String other = seen.put(begin, content);
      if (other != null) {
        return List.of(other, content);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0 a; 1; 1 b", "0 1; 0; a", "0 1; 0 1; 1", "0; 1; 0", "1; 0 1; 0", "0 1; a; 0 1"})
  void packagesWhosePathsBeginAlikeAreKeptApart(String first, String second, String third)
      throws Exception {
    List<String> twins = twins();
    world.publish("10.0.1.0", named(first, twins));
    world.publish("10.0.2.0", named(second, twins));
    world.publish("10.0.3.0", named(third, twins));
    world.assertFound();

    world.letGo("10.0.2.0");
    world.assertFound();
    world.letGo("10.0.3.0");
    world.assertFound();
    for (String twin : twins) {
      boolean live = List.of(named(first, twins)).contains(twin);
      assertThat(world.find(twin).isPresent()).isEqualTo(live);
    }
  }

  private static String[] named(String which, List<String> twins) {
    return Stream.of(which.split(" "))
        .map(name -> name.matches("[01]") ? twins.get(Integer.parseInt(name)) : name)
        .toArray(String[]::new);
  }

  @Test
  void largeReleaseHasSeveralRolesNoneOfAMegabyte() throws Exception {
    String[] many = IntStream.range(0, 5_000).mapToObj(i -> "package " + i).toArray(String[]::new);

    MetadataUpdate update = world.publish("10.0.1.0", many);

    assertThat(update.versions().keySet())
        .contains(new RoleName("packages-10.0.1.0"), new RoleName("packages-10.0.1.0.2"));
    assertThat(update.files()).allMatch(file -> file.bytes().length <= 1_000_000);
    assertThat(ReleaseRoles.targets(world.editor(), PackageVersion.parse("10.0.1.0")))
        .hasSize(many.length);
    world.assertFound();
    world.letGo("10.0.1.0");
    assertThat(world.find("package 0")).isEmpty();
  }

  @Test
  void publishingWithAHundredReleasesLoadsAndSignsNoneOfThem() throws Exception {
    for (int i = 1; i <= 100; i++) {
      world.publish("10.0." + i + ".0", "first of " + i, "second of " + i);
    }
    world.repository.takeFetched();

    MetadataUpdate update = world.publish("10.1.0.0", "news");

    assertThat(update.versions()).hasSize(4);
    assertThat(world.repository.takeFetched())
        .containsExactly(
            "2.root.json",
            "timestamp.json",
            "102.snapshot.json",
            "2.targets.json",
            "102.packages.json");
  }

  @Test
  void turningARolloutLoadsNothingOfPackages() throws Exception {
    world.publish("10.0.1.0", "a");
    world.repository.takeFetched();

    world.repository.publish(
        world
            .editor()
            .withTargets(
                RepositorySimulator.ROLLOUT,
                world.repository.target(RepositorySimulator.ROLLOUT_FILE, "{\"next\":1}")));

    assertThat(world.repository.takeFetched()).noneMatch(name -> name.contains("packages"));
    world.assertFound();
  }

  @Test
  void rolesThatExpireWithinSixtyDaysAreRenewedWithTheNextRelease() throws Exception {
    world.publish("10.0.1.0", "a");
    world.pass(Duration.ofDays(200));
    world.publish("10.0.2.0", "b");
    world.pass(Duration.ofDays(104));
    assertThat(world.publish("10.0.3.0", "c").versions())
        .doesNotContainKey(new RoleName("packages-10.0.1.0"));
    world.pass(Duration.ofDays(2));

    MetadataUpdate update = world.publish("10.0.4.0", "d");

    assertThat(update.versions())
        .containsKeys(new RoleName("packages-10.0.1.0"), new RoleName("packages-10.0.4.0"))
        .doesNotContainKeys(new RoleName("packages-10.0.2.0"), new RoleName("packages-10.0.3.0"));
    world.assertFound();
    assertThat(renewal("packages-10.0.1.0"))
        .isEqualTo(world.editor().role(new RoleName("packages-10.0.1.0")).expires())
        .isEqualTo(ExpiryPolicy.STANDARD.expiry(PACKAGES, world.now()));
  }

  private Instant renewal(String role) throws Exception {
    return world
        .editor()
        .role(PACKAGES)
        .delegations()
        .role(new RoleName(role))
        .flatMap(DelegatedRole::renewed)
        .orElseThrow();
  }

  @Test
  void newKeysOfPackagesSignEveryRelease() throws Exception {
    world.publish("10.0.1.0", "a");
    world.publish("10.0.2.0", "b");
    EcdsaMetadataSigner fresh = RepositorySimulator.newKey();
    RepositoryEditor editor = world.editor();
    List<DelegatedRole> wanted =
        editor.role(RoleName.TARGETS).delegations().roles().stream()
            .map(
                role ->
                    role.name().equals(PACKAGES)
                        ? role.withKeys(new RoleKeys(Set.of(fresh.key().id()), 1))
                        : role)
            .toList();
    RepositoryEditor rekeyed =
        editor.withDelegations(
            RoleName.TARGETS,
            editor
                .role(RoleName.TARGETS)
                .delegations()
                .with(Map.of(fresh.key().id(), fresh.key()), wanted));

    MetadataUpdate update =
        world.publish(world.roles().withKeysOfPackages(rekeyed), Map.of(PACKAGES, List.of(fresh)));

    assertThat(update.versions())
        .containsKeys(
            new RoleName("packages-10.0.1.0"), new RoleName("packages-10.0.2.0"), PACKAGES);
    world.assertFound();
  }

  @Test
  void packagesOfBeforeMoveToTheRolesOfTheirReleases() throws Exception {
    TreeMap<String, TargetFile> direct = new TreeMap<>();
    direct.putAll(world.targets("a", "b"));
    direct.putAll(world.targets("b", "c", "nobody's"));
    world.repository.publish(world.editor().withAddedTargets(PACKAGES, direct));
    world.live("10.0.1.0", "a", "b");
    world.live("10.0.2.0", "b", "c");
    world.assertFound();

    world.repository.publish(
        new EarlierPackages(world.roles())
            .moved(
                world.editor(),
                List.of(world.entry("10.0.2.0", "b", "c"), world.entry("10.0.1.0", "a", "b"))));

    assertThat(world.editor().role(PACKAGES).targets())
        .containsOnlyKeys(RepositorySimulator.PACKAGE, ReleaseWorld.path("nobody's"));
    assertThat(ReleaseRoles.releases(world.editor())).hasSize(2);
    world.assertFound();
    assertThat(world.find("nobody's")).isPresent();
  }

  @Test
  void rolesAreNamedAsTheirReleases() {
    assertThat(ReleaseRole.of("packages-10.0.2.0"))
        .hasValue(new ReleaseRole(PackageVersion.parse("10.0.2.0"), 1));
    assertThat(ReleaseRole.of("packages-10.0.2.0.2"))
        .hasValue(new ReleaseRole(PackageVersion.parse("10.0.2.0"), 2));
    assertThat(
            List.of(
                "packages",
                "packages-10.0.2",
                "packages-10.0.2.0.1",
                "packages-10.0.2.0.02",
                "packages-10.0.2.0.2.2",
                "packages-10.0.02.0",
                "packages-10.0.70000.0",
                "Packages-10.0.2.0",
                "ring-10.0.2.0"))
        .allSatisfy(name -> assertThat(ReleaseRole.of(name)).isEmpty());
  }
}
