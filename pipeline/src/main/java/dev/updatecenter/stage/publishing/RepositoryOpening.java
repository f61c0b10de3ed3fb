package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.Delegation;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
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
   * What is published.
   *
   * @param live whether there is a timestamp
   */
  RepositoryEditor open(boolean live) throws IOException, TufVerificationException {
    RepositoryEditor editor = editor(live);
    // One that is not under a timestamp yet (see RepositoryEditor.load) must not be begun with.
    if (live && !editor.isChanged()) {
      adopt(editor.root().version());
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
          editor.hasRole(role)
              ? Optional.of(editor.authority(role))
              : keys.of(role).authority();
      authority.ifPresent(
          known -> {
            authorities.put(role, known);
            there.add(ring);
          });
    }
    return editor.withDelegations(
        RoleName.TARGETS,
        RepositoryRoles.delegations(published.product(), there, authorities));
  }

  /** The newest root is what new devices begin with; whoever has an older one follows the chain. */
  private void adopt(MetadataVersion newest) throws IOException {
    Optional<byte[]> kept = trusted.read();
    byte[] root = published.fetch(RoleName.ROOT.fileName(newest), RoleName.ROOT.maxBytes());
    if (kept.isPresent() && !Arrays.equals(kept.get(), root)) {
      trusted.keep(root);
    }
  }

  private RepositoryEditor editor(boolean live) throws IOException, TufVerificationException {
    Optional<byte[]> kept = trusted.read();
    if (kept.isEmpty() && (live || published.isTaken(FIRST_ROOT))) {
      throw notOurs("this home has no root of it, and a new one would begin another repository");
    }
    byte[] root = kept.isPresent() ? kept.get() : newRoot();
    if (live) {
      return RepositoryEditor.load(root, published::fetch, ExpiryPolicy.STANDARD);
    }
    if (!published.put(published.name(FIRST_ROOT), root)) {
      throw notOurs("its 1.root.json is not the root that this home keeps");
    }
    return RepositoryEditor.create(root, delegations(), ExpiryPolicy.STANDARD);
  }

  /** Of a new repository: every role needs its keys. */
  private List<Delegation> delegations() {
    Map<RoleName, RoleAuthority> all = authorities();
    return RepositoryRoles.delegations(published.product(), rings, all);
  }

  private Map<RoleName, RoleAuthority> authorities() {
    Map<RoleName, RoleAuthority> all = new HashMap<>();
    RepositoryRoles.all(rings).forEach(role -> all.put(role, keys.authority(role)));
    return all;
  }

  private byte[] newRoot() throws IOException, TufVerificationException {
    Map<RoleName, RoleAuthority> topLevel = authorities();
    topLevel.keySet().removeIf(role -> !role.isTopLevel());
    RepositoryEditor wanted =
        RepositoryEditor.create(topLevel, delegations(), ExpiryPolicy.STANDARD);
    byte[] root = signing.sign(wanted, MetadataAct.PUBLISH).root().orElseThrow().bytes();
    trusted.keep(root);
    return root;
  }

  private UpdateCenterException notOurs(String why) {
    return UpdateCenterException.error(
            "UC5106", ExitCode.UNTRUSTED, "the store holds a repository of another home")
        .where(published.name(FIRST_ROOT))
        .why(why)
        .fix("publish from the home that began it, with its folders 'keys' and 'trust'")
        .state("nothing was published, and no root was made")
        .build();
  }
}
