package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.PackageVersion;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The role that lists the packages of one release, or a part of them: {@code packages-10.0.2.0},
 * {@code packages-10.0.2.0.2} and so on. It hangs below {@code packages} and has the same keys.
 *
 * @param version the release's
 * @param part from 1
 */
public record ReleaseRole(PackageVersion version, int part) {
  private static final Pattern FORM =
      Pattern.compile(
          RepositoryRoles.PACKAGES + "-((?:[0-9]{1,5}\\.){3}[0-9]{1,5})(?:\\.([1-9][0-9]{0,3}))?");

  /** The order that devices search them in: the newest release first, its parts in turn. */
  static final Comparator<ReleaseRole> NEWEST_FIRST =
      Comparator.comparing(ReleaseRole::version, Comparator.reverseOrder())
          .thenComparingInt(ReleaseRole::part);

  /** Refuses a part below 1. */
  public ReleaseRole {
    if (part < 1) {
      throw new IllegalArgumentException("parts count from 1: " + part);
    }
  }

  /** The role of this name; empty if it is no release's, or spelled as no publisher spells it. */
  public static Optional<ReleaseRole> of(RoleName name) {
    return of(name.value());
  }

  /** As {@link #of(RoleName)}, of any text. */
  public static Optional<ReleaseRole> of(String name) {
    Matcher m = FORM.matcher(name);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      int part = m.group(2) == null ? 1 : Integer.parseInt(m.group(2));
      ReleaseRole role = new ReleaseRole(PackageVersion.parse(m.group(1)), part);
      return Optional.of(role).filter(r -> r.name().value().equals(name));
    } catch (IllegalArgumentException e) {
      // A part of the version above 65535.
      return Optional.empty();
    }
  }

  /** Its name. */
  public RoleName name() {
    String first = RepositoryRoles.PACKAGES + "-" + version;
    return new RoleName(part == 1 ? first : first + "." + part);
  }
}
