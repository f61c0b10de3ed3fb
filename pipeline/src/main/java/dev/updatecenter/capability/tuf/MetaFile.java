package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How timestamp and snapshot list another metadata file (TUF 4.4 METAFILES).
 *
 * @param version its version
 * @param length in bytes, where listed
 * @param sha256 of its bytes, where listed
 */
public record MetaFile(
    MetadataVersion version, OptionalInt length, Optional<ContentDigest> sha256) {
  /** Lists a file by its bytes. */
  static MetaFile of(MetadataVersion version, byte[] bytes) {
    return new MetaFile(
        version, OptionalInt.of(bytes.length), Optional.of(ContentDigest.of(bytes)));
  }

  /** Lists a version and nothing else: of a role that clients have no more use for. */
  static MetaFile of(MetadataVersion version) {
    return new MetaFile(version, OptionalInt.empty(), Optional.empty());
  }

  static MetaFile parse(MetadataFields fields) throws MalformedMetadataException {
    return new MetaFile(
        fields.version(),
        fields.has("length")
            ? OptionalInt.of((int) fields.number("length", 1, Integer.MAX_VALUE))
            : OptionalInt.empty(),
        fields.has("hashes")
            ? Optional.of(fields.object("hashes").digest("sha256"))
            : Optional.empty());
  }

  /** How many bytes to read of the file: as listed, but never more than its role's limit. */
  int maxBytes(RoleName role) {
    return Math.min(length.orElse(role.maxBytes()), role.maxBytes());
  }

  /** TUF 5.5.2 and 5.6.2: length and hash as listed. */
  void requireBytes(byte[] bytes, String file)
      throws LengthMismatchException, HashMismatchException {
    if (length.isPresent() && length.getAsInt() != bytes.length) {
      throw new LengthMismatchException(file, length.getAsInt(), bytes.length);
    }
    ContentDigest found = ContentDigest.of(bytes);
    if (sha256.isPresent() && !sha256.get().equals(found)) {
      throw new HashMismatchException(file, sha256.get(), found);
    }
  }

  /** TUF 5.5.4 and 5.6.4: the version as listed. */
  void requireVersion(MetadataVersion found, String file) throws VersionMismatchException {
    if (!version.equals(found)) {
      throw new VersionMismatchException(file, version, found);
    }
  }

  Map<String, Object> toPlain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("version", version.value());
    length.ifPresent(bytes -> plain.put("length", bytes));
    sha256.ifPresent(digest -> plain.put("hashes", Map.of("sha256", digest.hex())));
    return plain;
  }
}
