package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys of roles: which keys a role shall have, and those of them whose private half is at hand.
 * Each role is looked up when it is first asked for, so a key that nothing needs need not be there.
 *
 * <p>For one thread.
 */
public final class RepositoryKeys {
  private final Function<RoleName, Held> lookup;
  private final Map<RoleName, Held> known = new HashMap<>();

  /**
   * What there is for a role.
   *
   * @param authority the public halves and the threshold that it shall have; empty where one of
   *     them is not known here
   * @param signers the private halves at hand; maybe also of keys that the role had or will have
   * @param trouble why a key cannot be used that is configured; empty where that is not so
   */
  public record Held(
      Optional<RoleAuthority> authority,
      List<MetadataSigner> signers,
      Optional<UpdateCenterException> trouble) {
    /** Nothing at all. */
    public static final Held NOTHING = new Held(Optional.empty(), List.of(), Optional.empty());

    /** Copies. */
    public Held {
      signers = List.copyOf(signers);
    }
  }

  /** Keys that are looked up when they are needed. */
  public RepositoryKeys(Function<RoleName, Held> lookup) {
    this.lookup = lookup;
  }

  /** Keys that are all at hand; all of a role's have to sign. */
  public RepositoryKeys(Map<RoleName, List<MetadataSigner>> signers) {
    Map<RoleName, List<MetadataSigner>> all = Map.copyOf(signers);
    this.lookup =
        role -> Optional.ofNullable(all.get(role)).map(RepositoryKeys::held).orElse(Held.NOTHING);
  }

  private static Held held(List<MetadataSigner> signers) {
    List<dev.updatecenter.capability.tuf.TufKey> keys =
        signers.stream().map(MetadataSigner::key).toList();
    RoleAuthority authority = new RoleAuthority(keys, keys.size());
    return new Held(Optional.of(authority), signers, Optional.empty());
  }

  Held of(RoleName role) {
    return known.computeIfAbsent(holder(role), lookup);
  }

  /** Releases' roles have the keys of {@code packages}. */
  private static RoleName holder(RoleName role) {
    return ReleaseRole.of(role).isPresent() ? RepositoryRoles.PACKAGES : role;
  }

  /**
   * The keys that a role shall have.
   *
   * @throws UpdateCenterException UC5067, exit 5, when they are not all known here
   */
  RoleAuthority authority(RoleName role) {
    return of(role).authority().orElseThrow(() -> missing(role));
  }

  /** As {@link #authority}: what a rotation moves a role to. */
  public RoleAuthority successor(RoleName role) {
    return authority(role);
  }

  /** What to say where a role shall be made whose keys nobody knows. */
  UpdateCenterException missing(RoleName role) {
    Optional<UpdateCenterException> trouble = of(role).trouble();
    UpdateCenterException.Builder error =
        UpdateCenterException.error(
                "UC5067", ExitCode.NOT_FOUND, "the keys of role '" + role + "' are not here")
            .where(role)
            .why(
                trouble
                    .map(t -> t.getMessage() + ": " + t.why())
                    .orElse("there is neither a private key of it nor a public half"))
            .fix("make the missing ones with 'ducctl keys generate', or name the public halves in keys")
            .state("nothing was published");
    return (trouble.isEmpty() ? error : error.cause(trouble.get())).build();
  }

  /** The private halves at hand, of some roles. */
  Map<RoleName, List<MetadataSigner>> signers(Collection<RoleName> roles) {
    Map<RoleName, List<MetadataSigner>> signers = new LinkedHashMap<>();
    roles.forEach(role -> signers.put(holder(role), of(role).signers()));
    return signers;
  }

  /** Their ids, for the audit record. */
  static String ids(Map<RoleName, List<MetadataSigner>> signers) {
    List<MetadataSigner> all = new ArrayList<>();
    signers.values().forEach(all::addAll);
    return all.stream()
        .map(signer -> signer.key().id().prefix())
        .sorted()
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
