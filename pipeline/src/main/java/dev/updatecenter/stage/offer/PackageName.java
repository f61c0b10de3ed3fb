package dev.updatecenter.stage.offer;

/**
 * What stays the same from one version of a package to the next.
 *
 * @param kind its kind
 * @param identity the format's own name for it
 */
public record PackageName(String kind, String identity) {
  @Override
  public String toString() {
    return kind + " " + identity;
  }
}
