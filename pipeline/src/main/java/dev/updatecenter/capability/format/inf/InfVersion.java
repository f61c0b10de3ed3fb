package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.PackageVersion;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code [Version]} section. Texts are empty where it does not give them.
 *
 * @param signature Signature
 * @param driverClass Class
 * @param classGuid ClassGuid, as written
 * @param provider Provider
 * @param driverDate date of DriverVer; empty where absent or no date
 * @param driverVersion version of DriverVer; empty where absent or no version
 * @param catalogFiles CatalogFile and its decorated kin by key in lower case, in order
 * @param line where the section begins; 0 where there is none
 */
public record InfVersion(
    String signature,
    String driverClass,
    String classGuid,
    String provider,
    Optional<LocalDate> driverDate,
    Optional<PackageVersion> driverVersion,
    Map<String, String> catalogFiles,
    int line) {
  /** Copies, keeping the order. */
  public InfVersion {
    catalogFiles = Collections.unmodifiableMap(new LinkedHashMap<>(catalogFiles));
  }
}
