package dev.updatecenter.capability.tuf;

import java.time.Instant;
import java.util.Map;

/**
 * timestamp.json (TUF 4.6): which snapshot is the newest, for a few days.
 *
 * @param version its number
 * @param expires from when on it is void
 * @param snapshot the newest snapshot
 */
public record Timestamp(MetadataVersion version, Instant expires, MetaFile snapshot)
    implements Metadata {
  /** Cuts fractions of a second. */
  public Timestamp {
    expires = MetadataType.wholeSeconds(expires);
  }

  static Timestamp parse(MetadataFields fields) throws MalformedMetadataException {
    MetadataFields meta = fields.object("meta");
    return new Timestamp(
        fields.version(),
        fields.instant("expires"),
        MetaFile.parse(meta.object(RoleName.SNAPSHOT.fileName())));
  }

  @Override
  public Map<String, Object> toPlain() {
    Map<String, Object> plain = MetadataType.common("timestamp", this);
    plain.put("meta", Map.of(RoleName.SNAPSHOT.fileName(), snapshot.toPlain()));
    return plain;
  }
}
