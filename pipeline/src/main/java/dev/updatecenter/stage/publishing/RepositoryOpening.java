package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.Delegation;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.Root;
import dev.updatecenter.capability.tuf.TrustedMetadataSet;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a product's repository for a change, or begins it with a root of its own. */
record RepositoryOpening(
    PublishedMetadata published,
    List<RingName> rings,
    RepositoryKeys keys,
    TrustedRoot trusted,
    MetadataSigning signing) {
  private static final String FIRST_ROOT = "1.root.json";

  RepositoryOpening {
    rings = List.copyOf(rings);
  }

  /**
   * What is published, or the beginning of it.
   *
   * @param live whether there is a timestamp
   * @throws UpdateCenterException exit 11 when the repository is another home's
   */
  RepositoryEditor open(boolean live, Lease lease) throws IOException, TufVerificationException {
    return live
        ? live()
        : RepositoryEditor.create(
            begun(trusted.read(), lease), delegations(), ExpiryPolicy.STANDARD);
  }

  /** What is published; there is a timestamp. */
  RepositoryEditor live() throws IOException, TufVerificationException {
    Optional<byte[]> kept = trusted.read();
    byte[] root = kept.isPresent() ? kept.get() : adopted(first().orElseThrow(this::noRoot));
    RepositoryEditor editor = RepositoryEditor.load(root, published::fetch, ExpiryPolicy.STANDARD);
    // A root that is not under a timestamp yet is no beginning: load() has to see the one before.
    if (!editor.isChanged()) {
      adopt(root, editor.root().version());
    }
    return editor;
  }

  /**
   * With a role for each ring that product.yaml has by now and whose keys are known. A role that is
   * there keeps its keys: others are given to it by a rotation alone.
   */
  RepositoryEditor withRings(RepositoryEditor editor) {
    Map<RoleName, RoleAuthority> authorities = new HashMap<>();
    List<RingName> there = new ArrayList<>();
    for (RoleName role : List.of(RepositoryRoles.PACKAGES, RepositoryRoles.ROLLOUT)) {
      authorities.put(role, editor.authority(role));
    }
    for (RingName ring : rings) {
      RoleName role = RepositoryRoles.ring(ring);
      Optional<RoleAuthority> authority =
          editor.hasRole(role) ? Optional.of(editor.authority(role)) : keys.of(role).authority();
      authority.ifPresent(
          known -> {
            authorities.put(role, known);
            there.add(ring);
          });
    }
    return editor.withDelegations(
        RoleName.TARGETS, RepositoryRoles.delegations(published.product(), there, authorities));
  }

  /** The newest root is what new devices begin with; whoever has an older one follows the chain. */
  private void adopt(byte[] kept, MetadataVersion newest)
      throws IOException, TufVerificationException {
    if (!new TrustedMetadataSet(kept, Instant.MIN).root().version().equals(newest)) {
      trusted.keep(published.fetch(RoleName.ROOT.fileName(newest), RoleName.ROOT.maxBytes()));
    }
  }

  /** The first root, in the store: ours, or of another home with our keys that was faster. */
  private byte[] begun(Optional<byte[]> kept, Lease lease)
      throws IOException, TufVerificationException {
    Optional<byte[]> there = first();
    if (there.isEmpty()) {
      Optional<byte[]> ours = kept.isPresent() ? kept : newRoot(lease);
      if (ours.isPresent() && put(ours.get())) {
        return ours.get();
      }
      there = first();
    }
    byte[] root = there.orElseThrow(this::noRoot);
    return kept.filter(k -> Arrays.equals(k, root)).isPresent() ? root : adopted(root);
  }

  private boolean put(byte[] root) {
    return published.put(published.name(FIRST_ROOT), root) != PublishedMetadata.Put.TAKEN;
  }

  private Optional<byte[]> first() {
    return published.store().read(published.name(FIRST_ROOT), RoleName.ROOT.maxBytes());
  }

  /**
   * Takes a root that this home did not make for its own, if it is one that this home would have
   * made: all keys and thresholds are those at hand. Two homes with copies of the keys may begin a
   * repository at once; devices that were given either root trust the same keys.
   */
  private byte[] adopted(byte[] root) {
    try {
      Root theirs = new TrustedMetadataSet(root, Instant.MIN).root();
      Root ours = fresh().root();
      if (theirs.version().equals(MetadataVersion.FIRST)
          && theirs.keys().equals(ours.keys())
          && theirs.roles().equals(ours.roles())) {
        trusted.keep(root);
        return root;
      }
    } catch (TufVerificationException e) {
      throw notOurs("its 1.root.json is no root: " + e.getMessage());
    }
    throw notOurs("its 1.root.json names other keys than this home has");
  }

  private RepositoryEditor fresh() {
    Map<RoleName, RoleAuthority> topLevel = authorities();
    topLevel.keySet().removeIf(role -> !role.isTopLevel());
    return RepositoryEditor.create(topLevel, delegations(), ExpiryPolicy.STANDARD);
  }

  /** Of a new repository: every role needs its keys. */
  private List<Delegation> delegations() {
    return RepositoryRoles.delegations(published.product(), rings, authorities());
  }

  private Map<RoleName, RoleAuthority> authorities() {
    Map<RoleName, RoleAuthority> all = new HashMap<>();
    RepositoryRoles.all(rings).forEach(role -> all.put(role, keys.authority(role)));
    return all;
  }

  /**
   * Signed and kept, for the store to get. Only the root of it: the rest is signed for the numbers
   * that are free then. Empty when another home began the repository this very moment.
   */
  private Optional<byte[]> newRoot(Lease lease) throws IOException, TufVerificationException {
    try {
      byte[] root = signing.sign(fresh(), MetadataAct.PUBLISH, lease).root().orElseThrow().bytes();
      trusted.keep(root);
      return Optional.of(root);
    } catch (UpdateCenterException e) {
      if (MetadataSigning.isRootTaken(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private UpdateCenterException noRoot() {
    return notOurs("it has a timestamp.json and no 1.root.json");
  }

  private UpdateCenterException notOurs(String why) {
    return UpdateCenterException.error(
            "UC5106", ExitCode.UNTRUSTED, "the store holds a repository of another home")
        .where(published.name(FIRST_ROOT))
        .why(why)
        .fix("publish from the home that began it, with its folders 'keys' and 'trust'")
        .state("nothing was published, and nothing in the store was changed")
        .build();
  }
}
