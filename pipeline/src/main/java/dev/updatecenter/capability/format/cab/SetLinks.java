package dev.updatecenter.capability.format.cab;

import java.io.IOException;
import java.util.Optional;

/**
 * MS-CAB 2.3: the cabinets before and after this one in its set, as the header names them.
 *
 * @param previous szCabinetPrev, as stored
 * @param next szCabinetNext, as stored
 */
public record SetLinks(Optional<String> previous, Optional<String> next) {
  private static final int PREVIOUS = 1;
  private static final int NEXT = 2;

  static SetLinks read(int flags, CabinetBytes in) throws IOException {
    // MS-CAB 2.3: szCabinetPrev, szDiskPrev, szCabinetNext, szDiskNext, each pair with its flag.
    return new SetLinks(
        (flags & PREVIOUS) == 0 ? Optional.empty() : Optional.of(link(in)),
        (flags & NEXT) == 0 ? Optional.empty() : Optional.of(link(in)));
  }

  private static String link(CabinetBytes in) throws IOException {
    String cabinet = CabinetText.read(in, false, "the name of a neighbouring cabinet");
    CabinetText.read(in, false, "the name of a neighbouring disk");
    return cabinet;
  }

  /** Whether there are no others. */
  boolean none() {
    return previous.isEmpty() && next.isEmpty();
  }
}
