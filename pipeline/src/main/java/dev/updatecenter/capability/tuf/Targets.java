package dev.updatecenter.capability.tuf;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * targets.json or a delegated role's file (TUF 4.5): targets by path, and further delegations.
 *
 * @param version its number
 * @param expires from when on it is void
 * @param targets by path, sorted; a path is relative and never climbs
 * @param delegations whom this role trusts with which paths
 */
public record Targets(
    MetadataVersion version,
    Instant expires,
    Map<String, TargetFile> targets,
    Delegations delegations)
    implements Metadata {
  /** Copies and sorts; cuts fractions of a second; refuses a path that climbs. */
  public Targets {
    expires = MetadataType.wholeSeconds(expires);
    targets = Collections.unmodifiableMap(new TreeMap<>(targets));
    for (String path : targets.keySet()) {
      if (!TargetFile.isPath(path)) {
        throw new IllegalArgumentException("not a target path: " + path);
      }
    }
  }

  static Targets parse(MetadataFields fields) throws MalformedMetadataException {
    MetadataFields listed = fields.object("targets");
    Map<String, TargetFile> targets = new LinkedHashMap<>();
    for (String path : listed.names()) {
      targets.put(path, TargetFile.parse(listed.object(path)));
    }
    Delegations delegations =
        fields.has("delegations")
            ? Delegations.parse(fields.object("delegations"))
            : Delegations.NONE;
    try {
      return new Targets(fields.version(), fields.instant("expires"), targets, delegations);
    } catch (IllegalArgumentException e) {
      throw listed.malformed("" + e.getMessage());
    }
  }

  @Override
  public Map<String, Object> toPlain() {
    Map<String, Object> plain = MetadataType.common("targets", this);
    Map<String, Object> listed = new LinkedHashMap<>();
    targets.forEach((path, file) -> listed.put(path, file.toPlain()));
    plain.put("targets", listed);
    if (!delegations.equals(Delegations.NONE)) {
      plain.put("delegations", delegations.toPlain());
    }
    return plain;
  }
}
