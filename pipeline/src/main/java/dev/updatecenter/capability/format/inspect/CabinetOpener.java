package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.cab.Cabinet;
import java.io.IOException;
import java.nio.file.Path;

/** How a cabinet on disk is opened: alone, or with the others of its set. */
@FunctionalInterface
interface CabinetOpener {
  /** Opens it; the caller closes it. */
  Cabinet open(Path file) throws IOException;
}
