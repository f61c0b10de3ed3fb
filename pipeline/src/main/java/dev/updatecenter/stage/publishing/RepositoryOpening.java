package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.Delegation;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
   * What is published, with a role for each ring that product.yaml has by now.
   *
   * @param live whether there is a timestamp
   */
  RepositoryEditor open(boolean live) throws IOException, TufVerificationException {
    RepositoryEditor wanted = editor(live).withDelegations(RoleName.TARGETS, delegations());
    return wanted.isChanged(RepositoryRoles.PACKAGES)
        ? new ReleaseRoles(ExpiryPolicy.STANDARD, signing.now()).withKeysOfPackages(wanted)
        : wanted;
  }

  private RepositoryEditor editor(boolean live) throws IOException, TufVerificationException {
    Optional<byte[]> kept = trusted.read();
    if (kept.isEmpty() && (live || published.isTaken(FIRST_ROOT))) {
      throw notOurs("this home has no root of it, and a new one would begin another repository");
    }
    byte[] root = kept.orElseGet(this::newRoot);
    if (live) {
      return RepositoryEditor.load(root, published::fetch, ExpiryPolicy.STANDARD);
    }
    if (!published.put(published.name(FIRST_ROOT), root)) {
      throw notOurs("its 1.root.json is not the root that this home keeps");
    }
    return RepositoryEditor.create(root, delegations(), ExpiryPolicy.STANDARD);
  }

  private List<Delegation> delegations() {
    return RepositoryRoles.delegations(published.product(), rings, keys.authorities());
  }

  private byte[] newRoot() {
    Map<RoleName, RoleAuthority> topLevel =
        keys.authorities().entrySet().stream()
            .filter(e -> e.getKey().isTopLevel())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    RepositoryEditor wanted =
        RepositoryEditor.create(topLevel, delegations(), ExpiryPolicy.STANDARD);
    byte[] root = signing.sign(wanted, published::isTaken).root().orElseThrow().bytes();
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
