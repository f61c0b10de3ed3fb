package dev.updatecenter.capability.tuf;

import static dev.updatecenter.testing.RepositorySimulator.PACKAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.RepositorySimulator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Publishers that died between a root that changes keys and the timestamp, one after the other. */
class DeadRootsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "timestamp",
    "snapshot timestamp",
    "timestamp snapshot",
    "timestamp targets",
    "targets timestamp snapshot",
    "timestamp timestamp timestamp"
  })
  void theNextPublisherGoesOnAfterAnyNumberOfThem(String died) throws Exception {
    RepositorySimulator repository = new RepositorySimulator(NOW);
    List<RoleName> roles = List.of(died.split(" ", -1)).stream().map(RoleName::new).toList();
    for (RoleName role : roles) {
      rootAlone(repository, role);
    }

    repository.publish(repository.editor());

    TufClient device =
        new TufClient(
            repository.trustedRoot(),
            new InMemoryMetadataStore(),
            repository,
            Clock.fixed(NOW, ZoneOffset.UTC));
    device.refresh();
    assertThat(device.target(PACKAGE)).isPresent();
    assertThat(device.trusted().root().version().value()).isEqualTo(1L + roles.size());
    assertThat(repository.editor().isChanged()).isFalse();
  }

  private static void rootAlone(RepositorySimulator repository, RoleName role) throws Exception {
    MetadataSigner next = RepositorySimulator.newKey();
    repository.give(role, List.of(next), RoleAuthority.of(next.key()));
    MetadataFile root =
        repository
            .editor()
            .withAuthorities(repository.topLevel())
            .sign(signers(repository), NOW, repository.files()::containsKey)
            .root()
            .orElseThrow();
    repository.files().put(root.name(), root.bytes());
  }

  private static java.util.Map<RoleName, List<MetadataSigner>> signers(RepositorySimulator of) {
    java.util.Map<RoleName, List<MetadataSigner>> all = new java.util.HashMap<>();
    of.roles().forEach(role -> all.put(role, of.signers(role)));
    return all;
  }
}
