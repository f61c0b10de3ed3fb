package dev.updatecenter.stage.signing;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.stage.validation.InnerCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Signs single files into a folder of the user's. Works on private copies inside that folder, so
 * that a signed file is moved into its name and is never half there. Safe from many threads.
 */
public final class OutputSigner {
  private final FileSigner signer;
  private final OutputFolder folder;
  private final Gate gate;
  private final ForeignSignature foreign;

  /**
   * Signs by {@code signer} into {@code folder}.
   *
   * @param folder locked against others by the caller's lease
   * @param gate asked before each signature
   */
  public OutputSigner(FileSigner signer, OutputFolder folder, Gate gate) {
    this.signer = signer;
    this.folder = folder;
    this.gate = gate;
    this.foreign = new ForeignSignature(signer.certificate());
  }

  /** Whether a file may be signed, beyond what it is. */
  @FunctionalInterface
  public interface Gate {
    /**
     * Throws unless it may.
     *
     * @param sha256 digest of exactly the bytes that would be signed
     */
    void require(ContentDigest sha256, String name);
  }

  /** What became of a file. */
  public enum State {
    /** It was signed now. */
    SIGNED,
    /** It was signed already, by an earlier run or before it came here. */
    UNCHANGED,
    /** It is not signed; findings say why. */
    REFUSED
  }

  /**
   * The result for one file.
   *
   * @param unsigned digest of the file as it came
   * @param signed digest of the signed file; empty when refused
   * @param verdict the independent verifier's word on what lies there now; when refused on what
   *     came
   * @param findings why it was refused
   */
  public record Output(
      State state,
      ContentDigest unsigned,
      Optional<ContentDigest> signed,
      SignatureVerdict verdict,
      List<Finding> findings) {
    /** Copies. */
    public Output {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Signs a file, unless that was done before.
   *
   * @param name its name in the folder
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC1120, exit 6, when another file
   *     lies there; all that {@link
   *     dev.updatecenter.capability.authenticode.AuthenticodeSigner#sign} throws
   */
  public Output sign(Path file, String name, Lease lease) throws IOException {
    Optional<Output> before = folder.holds(name) ? before(file, name) : Optional.empty();
    if (before.isPresent()) {
      return before.get();
    }
    Scratch.Copy copy = folder.scratch().copy(file, name);
    try {
      return judged(copy, name, lease);
    } finally {
      folder.scratch().discard(copy.file());
    }
  }

  /** What an earlier run made of the same file; it signs nothing that is there already. */
  private Optional<Output> before(Path file, String name) throws IOException {
    Path there = folder.require(name);
    ContentDigest unsigned = ContentDigest.of(file);
    ContentDigest signed = ContentDigest.of(there);
    SignedArtifact artifact = new SignedArtifact(unsigned, signer.certificate(), signed, 0);
    if (signed.equals(unsigned) || !signer.files().ledger().handedOut(artifact)) {
      return Optional.empty();
    }
    SignatureVerdict verdict = signer.files().verdict(there);
    OurSignature.require(verdict, signer.certificate(), there, name);
    return Optional.of(
        new Output(State.UNCHANGED, unsigned, Optional.of(signed), verdict, List.of()));
  }

  private Output judged(Scratch.Copy copy, String name, Lease lease) throws IOException {
    SignatureVerdict brought = signer.files().verdict(copy.file());
    if (brought.verdict() == Verdict.VALID && OurSignature.isBy(brought, signer.certificate())) {
      folder.put(copy.file(), copy.sha256(), name);
      return new Output(
          State.UNCHANGED, copy.sha256(), Optional.of(copy.sha256()), brought, List.of());
    }
    List<Finding> refused = foreign.check(brought, name);
    if (!refused.isEmpty()) {
      return refused(copy, brought, refused);
    }
    try {
      if (brought.format().equals(PackageFormat.CAB.wireName())) {
        signer.catalogs().requireWhole(copy.file());
      }
      List<InnerCatalog> catalogs = signer.catalogs().of(copy.file());
      List<Finding> broken = new ArrayList<>(PackageCatalogSigner.broken(catalogs, name));
      broken.addAll(signer.publisher().check(copy.file(), name));
      if (!broken.isEmpty()) {
        return refused(copy, brought, broken);
      }
      folder.requireFree(name);
      gate.require(copy.sha256(), name);
      signer.catalogs().sign(copy.file(), catalogs, name, lease);
    } catch (MalformedPackageException e) {
      return refused(copy, brought, e.findings(name));
    }
    return signed(copy, name, lease);
  }

  private static Output refused(
      Scratch.Copy copy, SignatureVerdict brought, List<Finding> findings) {
    return new Output(State.REFUSED, copy.sha256(), Optional.empty(), brought, findings);
  }

  private Output signed(Scratch.Copy copy, String name, Lease lease) throws IOException {
    FileSigner.Source source = new FileSigner.Source(copy.file(), copy.sha256(), name, name);
    AuditedSigning.Made made =
        signer
            .key()
            .on(
                copy.file(),
                source,
                lease,
                (signed, artifact) -> {
                  // First the ledger: of what lies there it must know that it is ours.
                  signer.rememberHandedOut(artifact);
                  folder.put(signed, artifact.signed(), name);
                });
    return new Output(
        State.SIGNED,
        copy.sha256(),
        Optional.of(made.artifact().signed()),
        made.verdict(),
        List.of());
  }
}
