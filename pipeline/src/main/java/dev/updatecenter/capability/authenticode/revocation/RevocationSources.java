package dev.updatecenter.capability.authenticode.revocation;

import dev.updatecenter.kernel.core.Finding;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is at hand to tell whether a certificate is revoked.
 *
 * @param lists revocation lists; each counts only if its issuer signed it
 * @param responders who may be asked
 * @param faults what was configured and could not be had, or only an older copy of it
 * @param proven is told each list that an authority of a chain proved to have signed
 * @param readAt when this was put together: nothing in it can be newer
 */
public record RevocationSources(
    List<RevocationList> lists,
    List<OcspResponder> responders,
    List<Finding> faults,
    Consumer<RevocationList> proven,
    Instant readAt) {
  /** Nothing at all. */
  public static final RevocationSources NONE = of(List.of(), Instant.EPOCH);

  /** Copies. */
  public RevocationSources {
    lists = List.copyOf(lists);
    responders = List.copyOf(responders);
    faults = List.copyOf(faults);
  }

  /** Lists that were read from files. */
  public static RevocationSources of(List<RevocationList> lists, Instant readAt) {
    return new RevocationSources(lists, List.of(), List.of(), list -> {}, readAt);
  }
}
