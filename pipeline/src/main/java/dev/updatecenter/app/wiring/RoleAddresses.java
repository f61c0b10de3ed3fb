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

  private final Map<String, RoleKeySettings> roles;
  private final Map<String, RoleKeySettings> ringVariables;

  private RoleAddresses(
      Map<String, RoleKeySettings> roles, Map<String, RoleKeySettings> ringVariables) {
    this.roles = Map.copyOf(roles);
    this.ringVariables = Map.copyOf(ringVariables);
  }

  static RoleAddresses read(SettingsSource source) {
    Map<String, RoleKeySettings> roles = new HashMap<>();
    for (String role : ROLES) {
      Optional<String> variable = Optional.of("KEYS_" + role.toUpperCase(Locale.ROOT));
      RoleKeySettings.read(source, variable, "keys." + role, "keys", role)
          .ifPresent(keys -> roles.put(role, keys));
    }
    for (String ring : rings(source)) {
      RoleKeySettings.read(source, Optional.empty(), "keys.rings." + ring, "keys", "rings", ring)
          .ifPresent(keys -> roles.put(RING_ROLE + ring, keys));
    }
    Map<String, RoleKeySettings> variables = new HashMap<>();
    source
        .variables(RINGS_VARIABLE)
        .forEach(
            (name, value) ->
                variables.put(name, RoleKeySettings.ofText(value.text(), "keys.rings")));
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

  /** Which keys a role shall have; empty for one in the home. */
  Optional<RoleKeySettings> of(RoleName role) {
    String name = role.value();
    Optional<RoleKeySettings> variable =
        name.startsWith(RING_ROLE)
            ? Optional.ofNullable(ringVariables.get(spelled(name.substring(RING_ROLE.length()))))
            : Optional.empty();
    return variable.or(() -> Optional.ofNullable(roles.get(name)));
  }

  private static String spelled(String ring) {
    return ring.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
