package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.document.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the keys of metadata roles are: {@code keys.root} and the like, {@code keys.rings.<Ring>}.
 * In variables a ring is spelled in capitals, with _ for what is neither letter nor digit.
 */
public final class RoleAddresses {
  /** All in the home. */
  static final RoleAddresses HOME = new RoleAddresses(Map.of(), Map.of());

  private static final List<String> ROLES =
      List.of("root", "targets", "packages", "snapshot", "timestamp", "rollout");
  private static final String RINGS_VARIABLE = "KEYS_RINGS_";
  private static final String RING_ROLE = "ring-";

  private final Map<String, KeyAddress> roles;
  private final Map<String, KeyAddress> ringVariables;

  private RoleAddresses(Map<String, KeyAddress> roles, Map<String, KeyAddress> ringVariables) {
    this.roles = Map.copyOf(roles);
    this.ringVariables = Map.copyOf(ringVariables);
  }

  static RoleAddresses read(SettingsSource source) {
    Map<String, KeyAddress> roles = new HashMap<>();
    for (String role : ROLES) {
      source
          .text("KEYS_" + role.toUpperCase(Locale.ROOT), "keys", role)
          .ifPresent(v -> roles.put(role, KeyAddress.ofRole(v, "keys." + role)));
    }
    for (String ring : rings(source)) {
      // No variable has this name: those of rings are looked at below.
      source
          .text(RINGS_VARIABLE, "keys", "rings", ring)
          .ifPresent(v -> roles.put(RING_ROLE + ring, KeyAddress.ofRole(v, "keys.rings." + ring)));
    }
    Map<String, KeyAddress> variables = new HashMap<>();
    source
        .variables(RINGS_VARIABLE)
        .forEach((name, value) -> variables.put(name, KeyAddress.ofRole(value, "keys.rings")));
    return roles.isEmpty() && variables.isEmpty() ? HOME : new RoleAddresses(roles, variables);
  }

  private static List<String> rings(SettingsSource source) {
    return source
        .node("keys", "rings")
        .map(
            n ->
                n instanceof Node.Mapping m ? List.copyOf(m.entries().keySet()) : List.<String>of())
        .orElse(List.of());
  }

  /** Where the key of a role is; empty for the home. */
  Optional<KeyAddress> of(RoleName role) {
    String name = role.value();
    Optional<KeyAddress> variable =
        name.startsWith(RING_ROLE)
            ? Optional.ofNullable(ringVariables.get(spelled(name.substring(RING_ROLE.length()))))
            : Optional.empty();
    return variable.or(() -> Optional.ofNullable(roles.get(name)));
  }

  private static String spelled(String ring) {
    return ring.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
