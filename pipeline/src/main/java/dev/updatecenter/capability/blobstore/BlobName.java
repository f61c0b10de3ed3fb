package dev.updatecenter.capability.blobstore;

import java.util.regex.Pattern;

/**
 * The name of a blob, relative to its store: safe as a path, as a URL and as an Azure blob name.
 *
 * <p>Segments of {@code [A-Za-z0-9._-]}, none beginning with a dot: so no {@code ..}, no hidden
 * file, no escape in a URL, and a store may keep files of its own under names with a leading dot.
 *
 * @param value segments parted by {@code /}; at most 1,024 characters (Azure's limit), 255 each
 */
public record BlobName(String value) implements Comparable<BlobName> {
  private static final String SEGMENT = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}";
  private static final Pattern FORM = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")*+");
  private static final int MAX_LENGTH = 1024;

  /** Refuses a name of another form. */
  public BlobName {
    if (!isSafe(value)) {
      throw new IllegalArgumentException("not the name of a blob: '" + value + "'");
    }
  }

  /** Whether {@code value} could be a name: for what others chose, such as a directory listing. */
  public static boolean isSafe(String value) {
    return value.length() <= MAX_LENGTH && FORM.matcher(value).matches();
  }

  /** The name below a folder of this name. */
  public BlobName resolve(String rest) {
    return new BlobName(value + "/" + rest);
  }

  @Override
  public int compareTo(BlobName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
