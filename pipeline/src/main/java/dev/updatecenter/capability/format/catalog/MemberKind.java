package dev.updatecenter.capability.format.catalog;

/** How a member's digest was taken. */
public enum MemberKind {
  /** The Authenticode digest of a portable executable, the same before and after signing. */
  IMAGE("{C689AAB8-8E78-11D0-8C47-00C04FC295EE}"),
  /** The Authenticode digest of a cabinet. */
  CABINET("{C689AABA-8E78-11D0-8C47-00C04FC295EE}"),
  /** The digest of the whole file. */
  FLAT("{DE351A42-8E59-11D0-8C47-00C04FC295EE}"),
  /** By rules of its own: a script, an installer, or not told. */
  OTHER("");

  private final String subjectGuid;

  MemberKind(String subjectGuid) {
    this.subjectGuid = subjectGuid;
  }

  /** The kind of a v1 member, by the subject that CAT_MEMBERINFO names. */
  static MemberKind ofSubject(String guid) {
    for (MemberKind kind : values()) {
      if (!kind.subjectGuid.isEmpty() && kind.subjectGuid.equalsIgnoreCase(guid)) {
        return kind;
      }
    }
    return OTHER;
  }

  /** The kind of a v2 member, by the tag in CAT_MEMBERINFO2: [0], [1] or [2]. */
  static MemberKind ofTag(int tag) {
    return switch (tag & 0x1f) {
      case 0 -> IMAGE;
      case 1 -> CABINET;
      case 2 -> FLAT;
      default -> OTHER;
    };
  }
}
