package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.RoleName;
import java.util.Locale;
import java.util.Optional;

/**
 * What metadata is signed for: it decides who goes on when every signature is there.
 *
 * @param kind of act
 * @param role the role that is renewed or gets other keys; empty for a publication
 */
public record MetadataAct(Kind kind, Optional<RoleName> role) {
  /** A release, an offer, a state of rings: the command that began it finishes it. */
  public static final MetadataAct PUBLISH = new MetadataAct(Kind.PUBLISH, Optional.empty());

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

  /** Gives a role other keys. */
  public static MetadataAct rotate(RoleName role) {
    return new MetadataAct(Kind.ROTATE, Optional.of(role));
  }
}
