package dev.updatecenter.stage.upkeep;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ProductName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a metadata file in the published tree.
 *
 * @param product whose
 * @param role which role's
 * @param number its version; 0 for {@code timestamp.json}, which has none in its name
 */
public record MetadataName(ProductName product, RoleName role, long number) {
  // TUF 6.2: <version>.<role>.json, but for the timestamp.
  private static final Pattern FORM =
      Pattern.compile("products/([^/]+)/metadata/(?:([1-9][0-9]{0,15})\\.)?([^/]+)\\.json");

  /** What a blob's name says; empty when it is none of a metadata file. */
  public static Optional<MetadataName> parse(BlobName blob) {
    Matcher m = FORM.matcher(blob.value());
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      RoleName role = new RoleName(m.group(3));
      boolean numbered = m.group(2) != null;
      if (numbered == role.equals(RoleName.TIMESTAMP)) {
        return Optional.empty();
      }
      long number = numbered ? Long.parseLong(m.group(2)) : 0;
      return Optional.of(new MetadataName(ProductName.of(m.group(1)), role, number));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The file's name without its folder. */
  public String fileName() {
    return number == 0 ? role.fileName() : number + "." + role.fileName();
  }
}
