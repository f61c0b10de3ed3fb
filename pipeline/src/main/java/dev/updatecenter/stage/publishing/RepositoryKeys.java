package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The keys at hand, by role.
 *
 * @param signers each role's signers; their number is the threshold of a new repository
 */
public record RepositoryKeys(Map<RoleName, List<MetadataSigner>> signers) {
  /** Copies. */
  public RepositoryKeys {
    signers = Map.copyOf(signers);
  }

  /** The ids of all keys, for the audit record. */
  String ids() {
    return signers.values().stream()
        .flatMap(List::stream)
        .map(s -> s.key().id().prefix())
        .sorted()
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** The public halves. */
  Map<RoleName, RoleAuthority> authorities() {
    return signers.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e ->
                    new RoleAuthority(
                        e.getValue().stream().map(MetadataSigner::key).toList(),
                        e.getValue().size())));
  }
}
