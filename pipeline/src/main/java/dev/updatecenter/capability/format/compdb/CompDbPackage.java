package dev.updatecenter.capability.format.compdb;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.SourcePosition;

/**
 * A package of a composition database, with its one payload.
 *
 * @param id Package/@ID
 * @param version Package/@Version
 * @param publicKeyToken Package/@PublicKeyToken; may be empty
 * @param payloadHash PayloadItem/@PayloadHash, SHA-256 of the package's cabinet
 * @param payloadSize PayloadItem/@PayloadSize, in bytes
 * @param path PayloadItem/@Path, as written
 * @param payloadType PayloadItem/@PayloadType; may be empty
 * @param position where the package stands
 */
public record CompDbPackage(
    String id,
    PackageVersion version,
    String publicKeyToken,
    ContentDigest payloadHash,
    long payloadSize,
    String path,
    String payloadType,
    SourcePosition position) {
  /** The last part of the path: an OEM custom package is flat. */
  public String fileName() {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
