package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.Architecture;
import java.util.List;

/**
 * A device that an INF installs ("INF Models section").
 *
 * @param architecture the processor that it is installed on
 * @param decoration of the section that it stands in; empty for none
 * @param install the undecorated name of its install section
 * @param ids its hardware id and compatible ids, those left out not among them
 */
record InfModel(
    Architecture architecture, String decoration, InfValue install, List<InfValue> ids) {
  /** Copies. */
  InfModel {
    ids = List.copyOf(ids);
  }
}
