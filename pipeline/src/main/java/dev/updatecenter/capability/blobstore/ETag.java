package dev.updatecenter.capability.blobstore;

/**
 * The version of a blob, as its store names it: equal tags mean that nobody wrote in between.
 *
 * @param value opaque, as the store gave it, quotes included where it has them
 */
public record ETag(String value) {
  /** Refuses an empty tag, which some services read as "any". */
  public ETag {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an empty ETag");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
