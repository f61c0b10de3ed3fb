package dev.updatecenter.capability.tuf;

import java.time.Instant;
import java.util.Map;

/** The {@code signed} part of a metadata file, whoever signed it. */
public sealed interface Metadata permits Root, Timestamp, Snapshot, Targets {
  /** The number of the file. */
  MetadataVersion version();

  /** From this instant on the file is void; whole seconds. */
  Instant expires();

  /** As plain JSON, which canonical JSON is made of. */
  Map<String, Object> toPlain();

  /** Whether the file is out of its time: TUF wants the time to be lower than the expiry. */
  default boolean isExpired(Instant at) {
    return !at.isBefore(expires());
  }
}
