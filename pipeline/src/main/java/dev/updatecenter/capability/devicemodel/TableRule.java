package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Optional;

/** One rule about the table itself, whatever its fields say. Pure. */
interface TableRule {
  /** What the rule holds against a table; the version is absent for a bare table. */
  Optional<Finding> check(Optional<SmbiosVersion> version, SmbiosStructures structures);
}
