package dev.updatecenter.stage.signing;

import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.capability.packaging.OcpMember;
import dev.updatecenter.capability.packaging.OemCustomPackageWriter;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.OemCustomPackage;
import dev.updatecenter.stage.submission.UpdateSubmission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes the OEM custom package again around its signed members, and signs it: what the portal
 * offered for download. It is archived, never offered to devices.
 */
public final class OemCustomPackageRebuilder {
  private final FileSigner files;

  /** Signs by {@code files}. */
  public OemCustomPackageRebuilder(FileSigner files) {
    this.files = files;
  }

  /**
   * A rebuilt package.
   *
   * @param file where it lies in the home
   * @param fileName the name it was submitted under
   * @param unsigned its digest before it was signed, which the ledger knows it by
   * @param sha256 its digest
   */
  public record Rebuilt(Path file, String fileName, ContentDigest unsigned, ContentDigest sha256) {}

  /** Rebuilds the package of a release that carries one. The same release gives the same file. */
  public Optional<Rebuilt> rebuild(SignedRelease release, Lease lease) throws IOException {
    UpdateSubmission submission = release.submission();
    Optional<CompositionDatabase> database = submission.ocp().flatMap(OemCustomPackage::database);
    if (database.isEmpty()) {
      return Optional.empty();
    }
    String name = submission.ocp().get().file().fileName();
    Path folder = files.files().artifacts().scratch().newFolder();
    Path unsigned = folder.resolve(name);
    try {
      new OemCustomPackageWriter()
          .write(
              database.get(),
              members(release),
              OemCustomPackageWriter.DatabaseFinisher.NONE,
              unsigned);
      FileSigner.Signed signed =
          files.sign(
              new FileSigner.Source(unsigned, ContentDigest.of(unsigned), name, name), lease);
      return Optional.of(
          new Rebuilt(
              signed.file(), name, signed.artifact().unsigned(), signed.artifact().signed()));
    } finally {
      Files.deleteIfExists(unsigned);
      Files.delete(folder);
    }
  }

  private static List<OcpMember> members(SignedRelease release) {
    return release.packages().stream()
        .filter(p -> p.source().file().role() == InputRole.OCP_MEMBER)
        .map(p -> new OcpMember(p.fileName(), p.file()))
        .toList();
  }
}
