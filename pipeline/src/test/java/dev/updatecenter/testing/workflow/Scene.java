package dev.updatecenter.testing.workflow;

import dev.updatecenter.testing.RepositorySimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a case may spoil: the repository, the state that a client kept, its clock. */
public final class Scene {
  private final RepositorySimulator repository;
  private final Map<String, byte[]> kept = new TreeMap<>();
  private byte[] trustedRoot;
  private Duration clock = Duration.ZERO;
  private List<String> targets =
      List.of(
          RepositorySimulator.PACKAGE, RepositorySimulator.OFFER, RepositorySimulator.ROLLOUT_FILE);

  public Scene(RepositorySimulator repository) {
    this.repository = repository;
    this.trustedRoot = repository.trustedRoot();
  }

  public RepositorySimulator repository() {
    return repository;
  }

  /** The root that came with the device. */
  public byte[] trustedRoot() {
    return trustedRoot.clone();
  }

  void trustedRoot(byte[] bytes) {
    trustedRoot = bytes.clone();
  }

  /** Files that lie in the client's state folder at its last visit, whatever it wrote there. */
  public Map<String, byte[]> kept() {
    return kept;
  }

  /** How far the client's clock goes ahead at its last visit; negative: behind. */
  public Duration clock() {
    return clock;
  }

  void clock(Duration ahead) {
    clock = ahead;
  }

  /** The targets that the client wants at its last visit. */
  public List<String> targets() {
    return targets;
  }

  void targets(String... paths) {
    targets = List.of(paths);
  }
}
