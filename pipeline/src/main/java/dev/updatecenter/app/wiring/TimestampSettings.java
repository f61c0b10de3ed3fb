package dev.updatecenter.app.wiring;

import dev.updatecenter.kernel.document.Node;
import java.util.List;

/**
 * Who timestamps: {@code timestampAuthorities}.
 *
 * @param authorities RFC 3161 authorities; empty for one inside the process
 */
public record TimestampSettings(List<AuthoritySettings> authorities) {
  /** An authority inside the process. */
  public static final TimestampSettings LAB = new TimestampSettings(List.of());

  private static final String VARIABLE = "TIMESTAMP_AUTHORITIES";
  private static final String KEY = "timestampAuthorities";

  /** Copies. */
  public TimestampSettings {
    authorities = List.copyOf(authorities);
  }

  static TimestampSettings read(SettingsSource source) {
    if (source.variable(VARIABLE).isPresent()) {
      return new TimestampSettings(
          source.addresses(VARIABLE, KEY).stream().map(AuthoritySettings::at).toList());
    }
    List<Node> items = source.node(KEY).map(Node::elements).orElse(List.of());
    return new TimestampSettings(
        items.stream().map(item -> AuthoritySettings.read(item, source)).toList());
  }
}
