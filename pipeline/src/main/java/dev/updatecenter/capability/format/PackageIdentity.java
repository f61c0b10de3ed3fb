package dev.updatecenter.capability.format;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who a package says that it is.
 *
 * @param name empty where the format has none, or the package hides it
 * @param version what it says of its version
 * @param architecture what it was built for; empty for neutral content
 * @param fields the format's own field names, such as {@code publisher}, in a fixed order
 */
public record PackageIdentity(
    String name,
    Optional<PackageVersion> version,
    Optional<Architecture> architecture,
    Map<String, String> fields) {
  /** Begins the field of a driver's hardware ids; the architecture follows. */
  public static final String HARDWARE_IDS = "hardwareIds.";

  /** The field of the catalogs that INF files name, as their places in the package. */
  public static final String CATALOGS = "catalogs";

  /** Nothing is known. */
  public static final PackageIdentity NONE =
      new PackageIdentity("", Optional.empty(), Optional.empty(), Map.of());

  /** Copies, keeping the order. */
  public PackageIdentity {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
