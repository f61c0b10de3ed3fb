package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.List;

/** A signed metadata file to be uploaded. Only a signed one can be made. */
public final class MetadataFile {
  private final RoleName role;
  private final Signed<?> signed;

  MetadataFile(RoleName role, Signed<?> signed) {
    this.role = role;
    this.signed = signed;
  }

  /** Its name below the metadata address: {@code N.<role>.json}, or {@code timestamp.json}. */
  public String name() {
    return role.fileName(version());
  }

  /** The role that signed it. */
  public RoleName role() {
    return role;
  }

  /** Its number. */
  public MetadataVersion version() {
    return signed.content().version();
  }

  /** What to upload; a copy. */
  public byte[] bytes() {
    return signed.bytes();
  }

  /** Ids of the keys that signed it. */
  public List<ContentDigest> keyIds() {
    return List.copyOf(signed.signatures().keySet());
  }

  /** How snapshot or timestamp lists it. */
  MetaFile listing() {
    return MetaFile.of(version(), signed.bytes());
  }

  @Override
  public String toString() {
    return name();
  }
}
