package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.Optional;

/**
 * A key of a role, as far as it is known here.
 *
 * @param role the role that it is for
 * @param place its file, or its address in a token
 * @param key its public half; empty where nothing shows it
 * @param signer signs with its private half; empty where that is elsewhere
 * @param trouble why it cannot be used; empty where that is not so
 */
public record RoleKey(
    RoleName role,
    String place,
    Optional<TufKey> key,
    Optional<MetadataSigner> signer,
    Optional<UpdateCenterException> trouble) {
  static RoleKey none(RoleName role, String place) {
    return new RoleKey(role, place, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The id of its public half, as TUF 4.2 has it. */
  public Optional<ContentDigest> id() {
    return key.map(TufKey::id);
  }
}
