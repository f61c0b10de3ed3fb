package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.List;

/**
 * A signed metadata file to be uploaded. Only a signed one can be made. Holds its bytes and not
 * what they say: an update may have many files.
 */
public final class MetadataFile {
  private final RoleName role;
  private final MetadataVersion version;
  private final byte[] bytes;
  private final List<ContentDigest> keyIds;

  MetadataFile(RoleName role, Signed<?> signed) {
    this.role = role;
    this.version = signed.content().version();
    this.bytes = signed.bytes();
    this.keyIds = List.copyOf(signed.signatures().keySet());
  }

  /** Its name below the metadata address: {@code N.<role>.json}, or {@code timestamp.json}. */
  public String name() {
    return role.fileName(version);
  }

  /** The role that signed it. */
  public RoleName role() {
    return role;
  }

  /** Its number. */
  public MetadataVersion version() {
    return version;
  }

  /** What to upload; a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Ids of the keys that signed it. */
  public List<ContentDigest> keyIds() {
    return keyIds;
  }

  /** How snapshot or timestamp lists it. */
  MetaFile listing() {
    return MetaFile.of(version, bytes);
  }

  @Override
  public String toString() {
    return name();
  }
}
