package dev.updatecenter.capability.authenticode.timestamp;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.List;
import java.util.stream.Collectors;

/** Says why no authority of a pool helped, and what to do about it. */
final class Exhausted {
  private Exhausted() {}

  static UpdateCenterException by(List<Lane> lanes) {
    return UpdateCenterException.error(
            "UC4041", ExitCode.UNAVAILABLE, "No timestamp authority gave a timestamp")
        .where("timestampAuthorities")
        .why(lanes.stream().map(Lane::reason).collect(Collectors.joining("; ")))
        .fix(fix(lanes))
        .state("This file was not signed, and nothing of it was published.")
        .build();
  }

  private static String fix(List<Lane> lanes) {
    if (some(lanes, AuthorityFault.Kind.OTHER_TIME)) {
      return "Check this machine's clock first; if it is right, name another authority in"
          + " timestampAuthorities.";
    }
    if (some(lanes, AuthorityFault.Kind.UNTRUSTED)) {
      return "If you trust that authority, add its root to trust.timestamping; else name another"
          + " one in timestampAuthorities.";
    }
    return "Run the same command again later, or name another one in timestampAuthorities.";
  }

  private static boolean some(List<Lane> lanes, AuthorityFault.Kind kind) {
    return lanes.stream().anyMatch(l -> l.last().filter(f -> f.kind() == kind).isPresent());
  }
}
