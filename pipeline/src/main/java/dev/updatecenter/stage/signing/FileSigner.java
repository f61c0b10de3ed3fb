package dev.updatecenter.stage.signing;

import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.InnerCatalog;
import dev.updatecenter.stage.validation.InnerCatalogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs files with one certificate: sign a copy, verify it by another path, keep it, remember it.
 * Safe from many threads; the caller holds the product's lease.
 */
public final class FileSigner {
  private final ProductName product;
  private final SignedFiles files;
  private final AuditedSigning key;
  private final PackageCatalogSigner catalogs;
  private final OwnPublisher publisher;
  // The same file may come twice, under two names: the second waits for the first.
  private final Map<ContentDigest, Object> turns = new ConcurrentHashMap<>();

  /**
   * Joins the parts.
   *
   * @param product for whom files are signed
   * @param files what was signed before
   * @param catalogs finds those inside packages
   * @param facts what the audit log says of each use of the key beside the file and the certificate
   */
  public FileSigner(
      ProductName product,
      AuthenticodeSigner signer,
      SignedFiles files,
      InnerCatalogs catalogs,
      AuditLog audit,
      Map<String, String> facts) {
    this.product = product;
    this.files = files;
    this.key = new AuditedSigning(product, signer, files, audit, facts);
    this.catalogs = new PackageCatalogSigner(this, catalogs);
    this.publisher =
        new OwnPublisher(signer.certificate(), PackageInspector.ofOneFile(catalogs.limits()));
  }

  /**
   * A file to be signed.
   *
   * @param path where it lies; it is not changed
   * @param sha256 the digest that it was judged with
   * @param name its file name
   * @param description what Windows shows a person who is asked to trust it
   */
  record Source(Path path, ContentDigest sha256, String name, String description) {}

  /** A signed file and what is remembered of it. */
  record Signed(Path file, SignedArtifact artifact) {}

  /** SHA-256 of the signing certificate. */
  public ContentDigest certificate() {
    return key.certificate();
  }

  /** The reading side. */
  SignedFiles files() {
    return files;
  }

  AuditedSigning key() {
    return key;
  }

  PackageCatalogSigner catalogs() {
    return catalogs;
  }

  OwnPublisher publisher() {
    return publisher;
  }

  /** What was signed before, if it is still what it was; a planted file is not used. */
  Optional<Signed> before(Source source) throws IOException {
    return files.find(source.sha256(), certificate(), source.name());
  }

  /** Signs, unless it was signed before. */
  Signed sign(Source source, Lease lease) throws IOException {
    synchronized (turns.computeIfAbsent(source.sha256(), digest -> new Object())) {
      Optional<Signed> before = before(source);
      return before.isPresent() ? before.get() : fresh(source, lease);
    }
  }

  private Signed fresh(Source source, Lease lease) throws IOException {
    SignedArtifacts artifacts = files.artifacts();
    Path place = artifacts.requireUsable(source.sha256(), certificate());
    Path copy = artifacts.judgedCopy(source.path(), source.sha256(), source.name());
    try {
      lease.check();
      signCatalogs(copy, source, lease);
      SignedArtifact artifact =
          key.on(copy, source, lease, (signed, made) -> remember(signed, place, made)).artifact();
      return new Signed(place, artifact);
    } finally {
      artifacts.scratch().discard(copy);
    }
  }

  private void signCatalogs(Path copy, Source source, Lease lease) throws IOException {
    List<InnerCatalog> found = catalogs.of(copy);
    List<Finding> broken = PackageCatalogSigner.broken(found, source.name());
    if (!broken.isEmpty()) {
      throw UpdateCenterException.error("UC4206", ExitCode.FAILED, broken.get(0).message())
          .where(source.name())
          .why(broken.get(0).why())
          .fix(broken.get(0).fix())
          .state("nothing of it was signed, nothing was published")
          .build();
    }
    catalogs.sign(copy, found, source.description(), lease);
  }

  /** Remembers a file that leaves the home. */
  void rememberHandedOut(SignedArtifact artifact) {
    files.ledger().rememberHandedOut(product, artifact);
  }

  private void remember(Path copy, Path place, SignedArtifact artifact) throws IOException {
    files.artifacts().keep(copy, place);
    files.ledger().remember(product, artifact);
  }
}
