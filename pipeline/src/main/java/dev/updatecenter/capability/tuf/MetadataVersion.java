package dev.updatecenter.capability.tuf;

/**
 * The number of a metadata file: 1 to 2^53 - 1, which is as far as every JSON reader counts
 * exactly.
 */
public record MetadataVersion(long value) implements Comparable<MetadataVersion> {
  private static final long MAX = (1L << 53) - 1;

  /** The version a new repository begins with. */
  public static final MetadataVersion FIRST = new MetadataVersion(1);

  /** Refuses numbers outside the range. */
  public MetadataVersion {
    if (value < 1 || value > MAX) {
      throw new IllegalArgumentException("a metadata version is 1 to 2^53 - 1: " + value);
    }
  }

  /** The number after this one. */
  public MetadataVersion next() {
    return new MetadataVersion(value + 1);
  }

  /** Whether this is a smaller number. */
  public boolean isBefore(MetadataVersion other) {
    return value < other.value;
  }

  @Override
  public int compareTo(MetadataVersion other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
