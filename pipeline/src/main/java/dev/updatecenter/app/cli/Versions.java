package dev.updatecenter.app.cli;

import java.util.Optional;

/** Which program this is. */
final class Versions {
  private Versions() {}

  /** The version in the jar's manifest; {@code development} outside of a jar. */
  static String program() {
    return Optional.ofNullable(Versions.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
