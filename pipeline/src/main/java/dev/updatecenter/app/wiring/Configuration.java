package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.format.cab.CabinetLimits;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where things are: updatecenter.yaml under the environment. Paths are absolute here.
 *
 * @param store the folder that is published; empty for the home's
 * @param publicUrl the address devices see it under; empty for the store itself
 * @param privatePart the folder of reports, audit and archive; empty for the home's
 * @param releaseKey the PKCS#12 file of the EV key; empty for a throw-away one
 * @param passwordFile the file with its password
 * @param timestampAuthorities RFC 3161 authorities; empty for one inside the process
 * @param codeSigningRoots PEM files of trusted code signing roots
 * @param timestampRoots PEM files of trusted timestamping roots
 * @param revocationLists PEM or DER files of certificate revocation lists
 * @param cabinetLimits what a cabinet may unpack to
 */
public record Configuration(
    Optional<Path> store,
    Optional<URI> publicUrl,
    Optional<Path> privatePart,
    Optional<Path> releaseKey,
    Optional<Path> passwordFile,
    List<URI> timestampAuthorities,
    List<Path> codeSigningRoots,
    List<Path> timestampRoots,
    List<Path> revocationLists,
    CabinetLimits cabinetLimits) {
  /** Everything as built in: one folder, throw-away keys. */
  public static final Configuration EMBEDDED =
      new Configuration(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          CabinetLimits.DEFAULT);

  /** Copies. */
  public Configuration {
    timestampAuthorities = List.copyOf(timestampAuthorities);
    codeSigningRoots = List.copyOf(codeSigningRoots);
    timestampRoots = List.copyOf(timestampRoots);
    revocationLists = List.copyOf(revocationLists);
  }
}
