package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What metadata says, in words, from the very content that is signed: whoever wrote a ceremony file
 * can lie about what was before, and so about what changes, but not about this.
 */
final class ProposalContent {
  private static final int MOST = 20;

  private final List<String> words = new ArrayList<>();

  private ProposalContent() {}

  static List<String> of(Metadata signed) {
    ProposalContent content = new ProposalContent();
    content.words.add("version " + signed.version() + ", good until " + signed.expires());
    if (signed instanceof Root root) {
      root.roles().forEach((role, keys) -> content.trusts(List.of(role), keys));
    } else if (signed instanceof Targets targets) {
      content.targets(targets);
    }
    return List.copyOf(content.words);
  }

  private void targets(Targets targets) {
    int named = targets.targets().size();
    words.add("names " + named + (named == 1 ? " target" : " targets"));
    some(
        targets.targets().entrySet(),
        file -> "  " + file.getKey() + ", SHA-256 " + file.getValue().sha256());
    Map<RoleKeys, List<RoleName>> trusted = new LinkedHashMap<>();
    targets
        .delegations()
        .roles()
        .forEach(
            role ->
                trusted.computeIfAbsent(role.keys(), any -> new ArrayList<>()).add(role.name()));
    trusted.forEach((keys, roles) -> trusts(roles, keys));
  }

  /** Every key is named, however many there are: one more is what a thief would want. */
  private void trusts(List<RoleName> roles, RoleKeys keys) {
    String more = roles.size() > MOST ? " and " + (roles.size() - MOST) + " more" : "";
    List<RoleName> named = roles.subList(0, Math.min(MOST, roles.size()));
    words.add(
        "trusts "
            + String.join(", ", named.stream().map(RoleName::value).toList())
            + more
            + " when "
            + keys.threshold()
            + " of "
            + keys.keyIds().size()
            + " signed:");
    keys.keyIds().stream().map(ContentDigest::hex).forEach(id -> words.add("  " + id));
  }

  private <T> void some(Collection<T> all, Function<T, String> word) {
    all.stream().limit(MOST).map(word).forEach(words::add);
    if (all.size() > MOST) {
      words.add("  and " + (all.size() - MOST) + " more");
    }
  }
}
