package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.timestamp.TimestampAuthority;
import java.util.List;

/**
 * Who timestamps: {@code timestampAuthorities}.
 *
 * @param authorities RFC 3161 authorities; empty for one inside the process
 */
public record TimestampSettings(List<TimestampAuthority> authorities) {
  /** An authority inside the process. */
  public static final TimestampSettings LAB = new TimestampSettings(List.of());

  /** Copies. */
  public TimestampSettings {
    authorities = List.copyOf(authorities);
  }

  static TimestampSettings read(SettingsSource source) {
    return new TimestampSettings(
        source.addresses("TIMESTAMP_AUTHORITIES", "timestampAuthorities").stream()
            .map(TimestampAuthority::at)
            .toList());
  }
}
