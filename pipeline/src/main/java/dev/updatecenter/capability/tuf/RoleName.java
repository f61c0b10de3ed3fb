package dev.updatecenter.capability.tuf;

import java.util.List;
import java.util.regex.Pattern;

/** The name of a role; also the stem of its metadata file. */
public record RoleName(String value) implements Comparable<RoleName> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,95}");
  private static final String SUFFIX = ".json";

  /** Trusts keys to every other top-level role. */
  public static final RoleName ROOT = new RoleName("root");

  /** Says which snapshot is the newest. */
  public static final RoleName TIMESTAMP = new RoleName("timestamp");

  /** Says which versions of all targets roles belong together. */
  public static final RoleName SNAPSHOT = new RoleName("snapshot");

  /** The top of the delegation tree. */
  public static final RoleName TARGETS = new RoleName("targets");

  /**
   * Refuses what could not be a file name, and a top-level name in another case: a state folder may
   * ignore case.
   */
  public RoleName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a role name: " + value);
    }
    for (String reserved : List.of("root", "timestamp", "snapshot", "targets")) {
      if (reserved.equalsIgnoreCase(value) && !reserved.equals(value)) {
        throw new IllegalArgumentException("a role name too like '" + reserved + "': " + value);
      }
    }
  }

  /** Whether root itself names the keys of this role. */
  public boolean isTopLevel() {
    return equals(ROOT) || equals(TIMESTAMP) || equals(SNAPSHOT) || equals(TARGETS);
  }

  /** The name that snapshot and timestamp list it under: {@code <role>.json}. */
  public String fileName() {
    return value + SUFFIX;
  }

  /** The name in a repository with consistent snapshots: {@code N.<role>.json}, TUF 6.2. */
  public String fileName(MetadataVersion version) {
    return this.equals(TIMESTAMP) ? fileName() : version.value() + "." + fileName();
  }

  /**
   * The role of a listed {@code <role>.json}.
   *
   * @throws IllegalArgumentException for any other form
   */
  static RoleName ofFileName(String fileName) {
    if (!fileName.endsWith(SUFFIX)) {
      throw new IllegalArgumentException("not a metadata file name: " + fileName);
    }
    return new RoleName(fileName.substring(0, fileName.length() - SUFFIX.length()));
  }

  /** How many bytes a client reads of this role's file at most. */
  public int maxBytes() {
    return switch (value) {
      case "root" -> 512_000;
      case "timestamp" -> 16_384;
      case "snapshot" -> 2_000_000;
      default -> 5_000_000;
    };
  }

  /**
   * How many bytes a publisher gives this role's file at most. Less than clients read where the
   * file grows with what is published, so that there is room to mend what grew too far.
   */
  public int maxPublishedBytes() {
    return Math.min(maxBytes(), 1_000_000);
  }

  @Override
  public int compareTo(RoleName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
