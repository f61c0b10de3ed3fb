package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where everything lies below the base address: the contract with devices. */
public final class ReleaseLayout {
  private static final Pattern PACKAGE =
      Pattern.compile(
          "content/packages/([0-9a-f]{16})/\\1[0-9a-f]{48}\\.[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private ReleaseLayout() {}

  /** The folder of a product's metadata. */
  public static BlobName metadata(ProductName product) {
    return new BlobName("products/" + product + "/metadata");
  }

  /** A metadata file by its name, such as {@code timestamp.json}. */
  public static BlobName metadata(ProductName product, String fileName) {
    return metadata(product).resolve(fileName);
  }

  /** The target path of a package. */
  public static String packageTarget(ContentDigest sha256, String fileName) {
    return "packages/" + sha256.prefix() + "/" + fileName;
  }

  /** The target path of what a ring offers. */
  public static String offerTarget(ProductName product, RingName ring) {
    return product + "/offers/" + ring + ".json";
  }

  /** The target path of the state of all rings. */
  public static String rolloutTarget(ProductName product) {
    return product + "/rollout.json";
  }

  /** Where a target's content lies: consistent snapshots put the digest before the file's name. */
  public static BlobName content(String target, ContentDigest sha256) {
    int slash = target.lastIndexOf('/');
    return new BlobName(
        "content/"
            + target.substring(0, slash + 1)
            + sha256.hex()
            + "."
            + target.substring(slash + 1));
  }

  /** Whether content of this name can be a package's, by its form alone. */
  public static boolean isPackage(BlobName name) {
    return PACKAGE.matcher(name.value()).matches();
  }

  /** The unsigned hint that leads from a hardware id to a product. */
  public static BlobName hardware(UUID id) {
    return new BlobName("hardware/" + id + ".json");
  }
}
