package dev.updatecenter.kernel.core;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A four-part version, each part 0 to 65535, as Windows packages carry it.
 *
 * @param major first part
 * @param minor second part
 * @param build third part
 * @param revision fourth part
 */
public record PackageVersion(int major, int minor, int build, int revision)
    implements Comparable<PackageVersion> {
  private static final int PART_MAX = 65535;
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5})");
  private static final Comparator<PackageVersion> ORDER =
      Comparator.comparingInt(PackageVersion::major)
          .thenComparingInt(PackageVersion::minor)
          .thenComparingInt(PackageVersion::build)
          .thenComparingInt(PackageVersion::revision);

  /** Refuses a part outside 0 to 65535. */
  public PackageVersion {
    check(major);
    check(minor);
    check(build);
    check(revision);
  }

  /**
   * Parses {@code a.b.c.d}.
   *
   * @throws IllegalArgumentException if {@code text} has another form or a part above 65535
   */
  public static PackageVersion parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a four-part version: " + text);
    }
    return new PackageVersion(
        Integer.parseInt(m.group(1)),
        Integer.parseInt(m.group(2)),
        Integer.parseInt(m.group(3)),
        Integer.parseInt(m.group(4)));
  }

  private static void check(int part) {
    if (part < 0 || part > PART_MAX) {
      throw new IllegalArgumentException("a version part lies in 0..65535: " + part);
    }
  }

  @Override
  public int compareTo(PackageVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + build + "." + revision;
  }
}
