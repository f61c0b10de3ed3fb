package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import java.util.Locale;
import java.util.Optional;

/**
 * What metadata is signed for: it decides who goes on when every signature is there.
 *
 * @param kind of act
 * @param role the role that is renewed or gets other keys; empty for a publication
 * @param heralded the keys that the role is about to get and that sign already; else empty
 */
public record MetadataAct(Kind kind, Optional<RoleName> role, Optional<RoleAuthority> heralded) {
  /** A release, an offer, a state of rings: the command that began it finishes it. */
  public static final MetadataAct PUBLISH = new MetadataAct(Kind.PUBLISH, Optional.empty());

  /** An act that heralds no keys. */
  public MetadataAct(Kind kind, Optional<RoleName> role) {
    this(kind, role, Optional.empty());
  }

  /** The kinds. */
  public enum Kind {
    /** New content. */
    PUBLISH,
    /** The same content with a later expiry. */
    RENEW,
    /** Other keys. */
    ROTATE;

    /** The word in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Signs a role again before it expires. */
  public static MetadataAct renew(RoleName role) {
    return new MetadataAct(Kind.RENEW, Optional.of(role));
  }

  /** Signs a role again, with the keys that it has and with those that it is about to get. */
  static MetadataAct herald(RoleName role, RoleAuthority next) {
    return new MetadataAct(Kind.RENEW, Optional.of(role), Optional.of(next));
  }

  /** Gives a role other keys. */
  public static MetadataAct rotate(RoleName role) {
    return new MetadataAct(Kind.ROTATE, Optional.of(role));
  }
}
