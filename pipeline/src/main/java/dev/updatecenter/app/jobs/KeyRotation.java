package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.RoleKeyring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.KeyAlgorithm;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.KeyChange;
import dev.updatecenter.stage.publishing.MetadataAct;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gives a role other keys. Killed anywhere it is begun again by the same command: the new key is
 * made once, signs beside the old one until it is published, and takes its place only then.
 */
public final class KeyRotation {
  private final Wiring wiring;

  /** Over the home of a wiring. */
  public KeyRotation(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * What came of it.
   *
   * @param rotated false where the role has those keys already
   * @param keys what it has now
   * @param root the number of the newest root
   * @param aside where the key lies that was replaced; empty where it lies elsewhere
   */
  public record Result(
      ProductName product,
      RoleName role,
      boolean rotated,
      RoleAuthority keys,
      long root,
      Optional<Path> aside) {}

  /**
   * Rotates.
   *
   * @throws UpdateCenterException UC5065, exit 9, when other people have to sign first; UC5067,
   *     UC5070 or UC5071, exit 5
   */
  public Result rotate(
      RegisteredProduct product, RoleName role, KeyAlgorithm algorithm, Lease lease) {
    ProductName name = product.model().product();
    RoleKeyring keyring = wiring.roleKeys(name);
    RepositoryEditor live = wiring.publishing().metadata(product).look();
    if (!RepositoryRoles.all(product.model().rings()).contains(role)
        || (!role.isTopLevel() && !live.hasRole(role))) {
      throw unknown(product, role);
    }
    lease.check();
    RoleAuthority wanted = keyring.successor(role, algorithm);
    RoleAuthority before = live.authority(role);
    boolean same =
        before.threshold() == wanted.threshold()
            && ids(before).equals(ids(wanted))
            && keyring.isConfigured(role);
    Optional<Path> aside = same ? Optional.empty() : change(product, role, wanted, before, lease);
    long root = wiring.publishing().metadata(product).look().root().version().value();
    return new Result(name, role, !same, wanted, root, aside);
  }

  private Optional<Path> change(
      RegisteredProduct product,
      RoleName role,
      RoleAuthority wanted,
      RoleAuthority before,
      Lease lease) {
    ProductName name = product.model().product();
    Map<String, String> facts =
        Map.of("role", role.value(), "before", ids(before), "after", ids(wanted));
    return AuditedAct.of(
        wiring.audit(),
        "rotate-key",
        name,
        facts,
        () -> {
          wiring
              .publishing()
              .metadata(product)
              .publish(
                  new KeyChange(role, wanted, wiring.clock().instant()),
                  MetadataAct.rotate(role),
                  lease);
          return wiring.roleKeys(name).adopt(role);
        });
  }

  private static String ids(RoleAuthority keys) {
    return keys.keys().stream()
        .map(TufKey::id)
        .map(id -> id.hex())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static UpdateCenterException unknown(RegisteredProduct product, RoleName role) {
    List<RoleName> known = RepositoryRoles.all(product.model().rings());
    return UpdateCenterException.error(
            "UC5071", ExitCode.NOT_FOUND, "there is no role '" + role + "' whose keys could change")
        .where(product.model().product())
        .why("its roles are " + known + "; releases' roles go with packages")
        .fix("name one of them; a ring has a role once it was published to")
        .state("nothing was changed")
        .build();
  }
}
