package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetFile;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/**
 * Looks into cabinets that lie in a cabinet: whether they lie too deep, or unpack to too much, all
 * together. What else is wrong with them is said of them, where they are judged themselves.
 */
final class NestedCabinets {
  /** {@link CabinetLimits}: too far, too much, too deep. */
  private static final Set<String> OF_LIMITS = Set.of("UC3017", "UC3018", "UC3019");

  private final CabinetLimits limits;
  private long left;

  /** The limits of the cabinet that they lie in. */
  NestedCabinets(CabinetLimits limits) {
    this.limits = limits;
    this.left = limits.totalBytes();
  }

  /** Hands an entry's bytes on, and looks into it once it is whole. */
  OutputStream watch(CabinetFile file, OutputStream target) {
    return watch(file, target, limits);
  }

  private OutputStream watch(CabinetFile file, OutputStream target, CabinetLimits around) {
    return new NestedCabinetStream(file.size(), target, copy -> examine(file.name(), copy, around));
  }

  private void examine(String name, NestedCabinetStream.Copy copy, CabinetLimits around)
      throws IOException {
    try (Cabinet cabinet = copy.open(around)) {
      CabinetLimits inside = around.inside();
      cabinet.extract(
          file -> {
            take(file.size());
            return watch(file, OutputStream.nullOutputStream(), inside);
          });
    } catch (MalformedPackageException e) {
      if (OF_LIMITS.contains(e.code())) {
        throw new MalformedPackageException(e.findings(name));
      }
    }
  }

  private void take(long bytes) throws MalformedPackageException {
    left -= bytes;
    if (left < 0) {
      throw new MalformedPackageException(
          "UC3018",
          "the cabinets inside unpack to more than " + limits.totalBytes() + " bytes together");
    }
  }
}
