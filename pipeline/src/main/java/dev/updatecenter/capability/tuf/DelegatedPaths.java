package dev.updatecenter.capability.tuf;

import java.util.Map;

/** Which target paths a role is trusted with (TUF 4.5): by patterns, or by digests of the path. */
public sealed interface DelegatedPaths permits PathPatterns, PathHashPrefixes {
  /** Whether a target path is among them. */
  boolean cover(String target);

  /** Writes the field that says them into a delegation. */
  void putInto(Map<String, Object> delegation);

  /** Reads the one of both fields that is there; both, or neither, is malformed. */
  static DelegatedPaths parse(MetadataFields fields) throws MalformedMetadataException {
    boolean byPattern = fields.has(PathPatterns.FIELD);
    if (byPattern == fields.has(PathHashPrefixes.FIELD)) {
      throw fields.malformed(
          "either '" + PathPatterns.FIELD + "' or '" + PathHashPrefixes.FIELD + "' belongs here");
    }
    return byPattern
        ? PathPatterns.parse(fields.texts(PathPatterns.FIELD))
        : new PathHashPrefixes(fields.texts(PathHashPrefixes.FIELD));
  }
}
