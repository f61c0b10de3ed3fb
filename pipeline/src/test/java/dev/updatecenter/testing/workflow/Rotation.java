package dev.updatecenter.testing.workflow;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.testing.RepositorySimulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A root that gives top-level roles other keys, published as it should be. */
final class Rotation {
  private final RepositorySimulator repository;
  private final Map<RoleName, RoleAuthority> authorities = new LinkedHashMap<>();
  private final Map<RoleName, List<MetadataSigner>> signers = new HashMap<>();

  private Rotation(RepositorySimulator repository) {
    this.repository = repository;
  }

  static Rotation of(Scene scene) {
    return new Rotation(scene.repository());
  }

  /** New P-256 keys for a role. */
  Rotation keys(RoleName role, int threshold, int count) {
    MetadataSigner[] fresh =
        Stream.generate(RepositorySimulator::newKey).limit(count).toArray(MetadataSigner[]::new);
    return keys(role, threshold, fresh);
  }

  /** These keys for a role. */
  Rotation keys(RoleName role, int threshold, MetadataSigner... keys) {
    List<MetadataSigner> given = List.of(keys);
    authorities.put(
        role, new RoleAuthority(given.stream().map(MetadataSigner::key).toList(), threshold));
    signers.put(role, given);
    return this;
  }

  /** Signs by the keys before and by the new ones, uploads, and lets the repository know them. */
  void publish() throws Exception {
    Map<RoleName, RoleAuthority> topLevel = new LinkedHashMap<>(repository.topLevel());
    topLevel.putAll(authorities);
    Map<RoleName, List<MetadataSigner>> all = new HashMap<>();
    for (RoleName role : repository.roles()) {
      List<MetadataSigner> both = new ArrayList<>(repository.signers(role));
      both.addAll(signers.getOrDefault(role, List.of()));
      all.put(role, both);
    }
    MetadataUpdate update =
        repository.editor().withAuthorities(topLevel).sign(all, repository.now(), n -> false);
    update.files().forEach(file -> repository.files().put(file.name(), file.bytes()));
    authorities.forEach(
        (role, authority) ->
            repository.give(role, signers.getOrDefault(role, List.of()), authority));
  }
}
