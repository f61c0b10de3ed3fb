package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.Architecture;

/**
 * A section whose directives Windows carries out, and the processor for which it does.
 *
 * @param section a DDInstall section, one of its kin, or one that such a section leads to
 * @param includes whether it includes an INF of Windows, and may lean on what that one has
 */
record InfInstall(InfSection section, Architecture architecture, boolean includes) {
  /** Looks whether it includes another INF. */
  static InfInstall of(InfSection section, Architecture architecture) {
    return new InfInstall(section, architecture, section.entry("Include").isPresent());
  }
}
