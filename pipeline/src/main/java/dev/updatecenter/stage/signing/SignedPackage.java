package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.validation.ValidatedPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A package as devices will get it. Made by {@link PackageSigner} alone. */
public final class SignedPackage {
  private final ValidatedPackage source;
  private final Path file;
  private final ContentDigest sha256;
  private final long length;
  private final List<ContentDigest> signers;

  SignedPackage(
      ValidatedPackage source,
      Path file,
      ContentDigest sha256,
      long length,
      List<ContentDigest> signers) {
    this.source = source;
    this.file = file;
    this.sha256 = sha256;
    this.length = length;
    this.signers = List.copyOf(signers);
  }

  ValidatedPackage source() {
    return source;
  }

  /** Its file name. */
  public String fileName() {
    return source.file().fileName();
  }

  /** How a device installs it, such as {@code cbs}. */
  public String kind() {
    return source.kind().wireName();
  }

  /** Its format's own name for it. */
  public String identity() {
    return source.identity();
  }

  /** Its version. */
  public PackageVersion version() {
    return source.version();
  }

  /** The processor it is for; empty for neutral. */
  public Optional<Architecture> architecture() {
    return source.architecture();
  }

  /** Whether the signature is one that the package brought, and not ours. */
  public boolean isThirdParty() {
    return source.keepSignature();
  }

  /** The signed file in the home. */
  public Path file() {
    return file;
  }

  /** Digest of the signed file. */
  public ContentDigest sha256() {
    return sha256;
  }

  /** Bytes of the signed file. */
  public long length() {
    return length;
  }

  /** SHA-256 of each signing certificate; empty for kinds that carry no signature. */
  public List<ContentDigest> signers() {
    return signers;
  }
}
