package dev.updatecenter.device;

import dev.updatecenter.capability.tuf.TrustedMetadataSet;
import dev.updatecenter.capability.tuf.TufVerificationException;
import java.time.Instant;

/** The {@code root.json} that came with the device. Read again at each scan. */
public final class TrustedRoot {
  private final byte[] bytes;
  private final String name;

  private TrustedRoot(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
  }

  /** As {@link #of(byte[], String)}, of a root that lies in no file. */
  public static TrustedRoot of(byte[] content) {
    return of(content, "the trusted root");
  }

  /**
   * Takes over a file's content; copied. Whether it is a root is found out by the scan.
   *
   * @param name of the file, for messages
   */
  public static TrustedRoot of(byte[] content, String name) {
    return new TrustedRoot(content.clone(), name);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /**
   * Refuses what is no root at all, before an edge is asked for anything.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC50nn, exit 11
   */
  void require(Instant at) {
    try {
      new TrustedMetadataSet(bytes, at).root(); // TUF 5.2
    } catch (TufVerificationException e) {
      throw MetadataFault.trustedRoot(e, name);
    }
  }
}
