package dev.updatecenter.capability.tuf;

import static dev.updatecenter.testing.RepositorySimulator.OFFER;
import static dev.updatecenter.testing.RepositorySimulator.PACKAGE;
import static dev.updatecenter.testing.RepositorySimulator.PACKAGES;
import static dev.updatecenter.testing.RepositorySimulator.RING;
import static dev.updatecenter.testing.RepositorySimulator.ROLLOUT;
import static dev.updatecenter.testing.RepositorySimulator.ROLLOUT_FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.testing.RepositorySimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TufClientTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final Path state;

  TufClientTest(@TempDir Path state) {
    this.state = state;
  }

  @Test
  void keepsWhatItTrustedWhenTheEdgeIsSpoiledForAWhile() throws Exception {
    RepositorySimulator repository = new RepositorySimulator(NOW);
    update(client(repository));
    byte[] good = repository.file("timestamp.json");
    repository.files().put("timestamp.json", "{}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> update(client(repository)))
        .isInstanceOf(MalformedMetadataException.class);

    repository.files().put("timestamp.json", good);

    update(client(repository));
  }

  static List<RoleName> roles() {
    return List.of(
        RoleName.ROOT,
        RoleName.TIMESTAMP,
        RoleName.SNAPSHOT,
        RoleName.TARGETS,
        PACKAGES,
        RING,
        ROLLOUT);
  }

  @ParameterizedTest
  @MethodSource("roles")
  void refusesFlippedBytes(RoleName role) throws Exception {
    RepositorySimulator repository = new RepositorySimulator(NOW);
    if (role.equals(RoleName.ROOT)) {
      repository.forge(role, root -> {});
    }
    byte[] good = repository.file(repository.current(role));
    // Every eleventh takes seconds, not minutes; 11 and 7 share no factor: each bit has its turn.
    for (int i = 0; i < good.length; i += 11) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 << (i % 7));
      repository.files().put(repository.current(role), bad);
      TufClient client = client(repository, new InMemoryMetadataStore(), NOW);
      assertThatThrownBy(() -> update(client))
          .as("byte %d", i)
          .isInstanceOf(TufVerificationException.class);
    }
  }

  @Test
  void fetchesNextRootAndTimestampOnlyWhenNothingIsNew() throws Exception {
    RepositorySimulator repository = new RepositorySimulator(NOW);
    update(client(repository));
    repository.takeFetched();

    update(client(repository));

    assertThat(repository.takeFetched()).containsExactly("2.root.json", "timestamp.json");
  }

  @Test
  void fetchesOnlyTheRolesThatChanged() throws Exception {
    RepositorySimulator repository = new RepositorySimulator(NOW);
    update(client(repository));
    repository.publish(repository.editor().withRenewed(Set.of(ROLLOUT)));
    repository.takeFetched();

    update(client(repository));

    assertThat(repository.takeFetched())
        .containsExactly("2.root.json", "timestamp.json", "3.snapshot.json", "3.rollout.json");
  }

  @Test
  void refusesTheRootOfAnotherRepository() throws Exception {
    RepositorySimulator repository = new RepositorySimulator(NOW);
    byte[] foreign = new RepositorySimulator(NOW).trustedRoot();
    update(client(repository));

    TufClient client =
        new TufClient(foreign, new DirectoryMetadataStore(state), repository, fixed(NOW));

    assertThatThrownBy(client::refresh).isInstanceOf(SignatureThresholdException.class);
  }

  @Test
  void noticesThatTheSameTimestampHasExpired() throws Exception {
    RepositorySimulator repository = new RepositorySimulator(NOW);
    update(client(repository));
    Instant later = NOW.plus(Duration.ofDays(3));

    assertThatThrownBy(client(repository, new DirectoryMetadataStore(state), later)::refresh)
        .isInstanceOfSatisfying(
            ExpiredMetadataException.class,
            e -> {
              assertThat(e.file()).isEqualTo("timestamp.json");
              assertThat(e.expires()).isEqualTo(later);
            });
  }

  @Test
  void forgetsVersionsDrivenToTheSkyOnceTheStolenKeyIsRevoked() throws Exception {
    RepositorySimulator repository = new RepositorySimulator(NOW);
    repository.forge(RoleName.TIMESTAMP, t -> t.put("version", 1_000_000L));
    update(client(repository));
    var fresh = RepositorySimulator.newKey();
    var topLevel = repository.topLevel();
    topLevel.put(RoleName.TIMESTAMP, RoleAuthority.of(fresh.key()));
    var signers = new java.util.HashMap<RoleName, List<MetadataSigner>>();
    roles().forEach(role -> signers.put(role, repository.signers(role)));
    signers.put(RoleName.TIMESTAMP, List.of(fresh));
    MetadataUpdate update =
        repository.editor().withAuthorities(topLevel).sign(signers, NOW, name -> false);
    update.files().forEach(file -> repository.files().put(file.name(), file.bytes()));
    repository.forge(RoleName.TIMESTAMP, t -> t.put("version", 5L), List.of(fresh));

    update(client(repository));

    assertThat(state.resolve("2.root.json")).exists();
  }

  @Test
  void ignoresDamagedState() throws Exception {
    RepositorySimulator repository = new RepositorySimulator(NOW);
    MetadataStore store = new DirectoryMetadataStore(state);
    update(client(repository));
    for (String file : List.of("timestamp.json", "snapshot.json", "targets.json", "2.root.json")) {
      store.write(file, "{\"signed\":".getBytes(StandardCharsets.UTF_8));
    }

    update(client(repository));
  }

  @Test
  void holdsFetchersToTheirBound() {
    MetadataFetcher careless = (name, maxBytes) -> new byte[maxBytes + 1];

    assertThatThrownBy(() -> Fetched.bounded(careless, "timestamp.json", 10))
        .isInstanceOf(MetadataTooLargeException.class);
  }

  @Test
  void findsNothingForAPathThatNobodyIsTrustedWith() throws Exception {
    TufClient client = client(new RepositorySimulator(NOW));
    client.refresh();

    assertThat(client.target("packages/0123456789abcdef/other.cab")).isEmpty();
    assertThat(client.target("elsewhere/file")).isEmpty();
  }

  @Test
  void searchesOnlyAfterRefresh() throws Exception {
    TufClient client = client(new RepositorySimulator(NOW));

    assertThatThrownBy(() -> client.target(PACKAGE)).isInstanceOf(IllegalStateException.class);
  }

  private TufClient client(RepositorySimulator repository) {
    return client(repository, new DirectoryMetadataStore(state), NOW);
  }

  private static TufClient client(RepositorySimulator repository, MetadataStore store, Instant at) {
    return new TufClient(repository.trustedRoot(), store, repository, fixed(at));
  }

  private static void update(TufClient client) throws Exception {
    client.refresh();
    for (String path : List.of(PACKAGE, OFFER, ROLLOUT_FILE)) {
      assertThat(client.target(path)).as(path).isPresent();
    }
  }

  private static Clock fixed(Instant at) {
    return Clock.fixed(at, ZoneOffset.UTC);
  }
}
