package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.PackageVersion;

/**
 * What a quality update never changes: an OS version without its revision.
 *
 * @param major first part
 * @param minor second part
 * @param build third part
 */
record BuildFamily(int major, int minor, int build) {
  static BuildFamily of(PackageVersion os) {
    return new BuildFamily(os.major(), os.minor(), os.build());
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + build;
  }
}
