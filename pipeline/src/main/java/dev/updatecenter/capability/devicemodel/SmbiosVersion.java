package dev.updatecenter.capability.devicemodel;

import java.util.Comparator;

/**
 * The SMBIOS version that a table claims to follow.
 *
 * @param major such as 2 in 2.7
 * @param minor such as 7 in 2.7
 */
record SmbiosVersion(int major, int minor) implements Comparable<SmbiosVersion> {
  private static final Comparator<SmbiosVersion> ORDER =
      Comparator.comparingInt(SmbiosVersion::major).thenComparingInt(SmbiosVersion::minor);

  /** What firmware meant that wrote a version which never existed, as dmidecode reads it. */
  SmbiosVersion corrected() {
    if (major == 2 && (minor == 0x1F || minor == 0x21)) {
      return new SmbiosVersion(2, 3);
    }
    return major == 2 && minor == 0x33 ? new SmbiosVersion(2, 6) : this;
  }

  @Override
  public int compareTo(SmbiosVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
