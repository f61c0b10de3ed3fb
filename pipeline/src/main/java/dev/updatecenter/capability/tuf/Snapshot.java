package dev.updatecenter.capability.tuf;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * snapshot.json (TUF 4.4): which versions of all targets roles belong together.
 *
 * @param version its number
 * @param expires from when on it is void
 * @param meta every targets role, sorted by name
 */
public record Snapshot(MetadataVersion version, Instant expires, Map<RoleName, MetaFile> meta)
    implements Metadata {
  /** Copies and sorts; cuts fractions of a second. */
  public Snapshot {
    expires = MetadataType.wholeSeconds(expires);
    meta = Collections.unmodifiableMap(new TreeMap<>(meta));
  }

  static Snapshot parse(MetadataFields fields) throws MalformedMetadataException {
    MetadataFields listed = fields.object("meta");
    Map<RoleName, MetaFile> meta = new LinkedHashMap<>();
    for (String name : listed.names()) {
      try {
        meta.put(RoleName.ofFileName(name), MetaFile.parse(listed.object(name)));
      } catch (IllegalArgumentException e) {
        throw listed.malformed("" + e.getMessage());
      }
    }
    return new Snapshot(fields.version(), fields.instant("expires"), meta);
  }

  /** How a role is listed. */
  public Optional<MetaFile> role(RoleName name) {
    return Optional.ofNullable(meta.get(name));
  }

  @Override
  public Map<String, Object> toPlain() {
    Map<String, Object> plain = MetadataType.common("snapshot", this);
    Map<String, Object> listed = new LinkedHashMap<>();
    meta.forEach((role, file) -> listed.put(role.fileName(), file.toPlain()));
    plain.put("meta", listed);
    return plain;
  }
}
