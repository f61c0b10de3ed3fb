package dev.updatecenter.capability.tuf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives a role other keys: in the next root, or in the delegation of the role that trusts it. */
public final class RoleRotation {
  private RoleRotation() {}

  /**
   * The same repository with other keys for a role; what they have to sign is signed again.
   *
   * @throws IllegalArgumentException if there is no such role
   */
  public static RepositoryEditor rotate(
      RepositoryEditor editor, RoleName role, RoleAuthority wanted) {
    if (editor.authority(role).roleKeys().equals(wanted.roleKeys())) {
      return editor;
    }
    return role.isTopLevel() ? topLevel(editor, role, wanted) : delegated(editor, role, wanted);
  }

  private static RepositoryEditor topLevel(
      RepositoryEditor editor, RoleName role, RoleAuthority wanted) {
    Map<RoleName, RoleAuthority> all = new HashMap<>();
    editor.root().roles().keySet().forEach(each -> all.put(each, editor.authority(each)));
    all.put(role, wanted);
    return editor.withAuthorities(all);
  }

  private static RepositoryEditor delegated(
      RepositoryEditor editor, RoleName role, RoleAuthority wanted) {
    RoleName delegator = editor.delegator(role);
    Delegations before = editor.role(delegator).delegations();
    List<DelegatedRole> roles =
        before.roles().stream()
            .map(each -> each.name().equals(role) ? each.withKeys(wanted.roleKeys()) : each)
            .toList();
    return editor.withDelegations(
        delegator, before.with(RoleAuthority.keysById(List.of(wanted)), roles));
  }
}
