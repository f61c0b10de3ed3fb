package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.PackageVersion;
import java.nio.file.Path;

/**
 * The newest OEM custom package of one build configuration of a product.
 *
 * @param configuration the folder's name, such as {@code retail} or {@code Test}
 * @param version of the package, by its folder and file name
 * @param cabinet the file
 */
public record BuiltPackage(String configuration, PackageVersion version, Path cabinet) {
  /** Whether it is the configuration that is shipped. */
  public boolean retail() {
    return configuration.equalsIgnoreCase("retail");
  }
}
