package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.RoleRotation;
import java.time.Instant;
import java.util.function.Function;

/**
 * Other keys for a role of a product.
 *
 * @param role which
 * @param keys what it shall have
 * @param now what expiry counts from
 */
public record KeyChange(RoleName role, RoleAuthority keys, Instant now)
    implements Function<RepositoryEditor, MetadataChange> {
  @Override
  public MetadataChange apply(RepositoryEditor published) {
    RepositoryEditor changed = RoleRotation.rotate(published, role, keys);
    // Releases' roles are signed with the keys of packages.
    return MetadataChange.of(
        role.equals(RepositoryRoles.PACKAGES) && changed.isChanged(role)
            ? new ReleaseRoles(ExpiryPolicy.STANDARD, now).withKeysOfPackages(changed)
            : changed);
  }
}
