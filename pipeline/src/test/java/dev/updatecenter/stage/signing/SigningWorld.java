package dev.updatecenter.stage.signing;

import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.capability.ledger.jdbc.JdbcAuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.signing.jdbc.JdbcSigningLedger;
import dev.updatecenter.stage.validation.InnerCatalogs;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestDatabase;
import dev.updatecenter.testing.TestLab;
import dev.updatecenter.testing.TestLease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A home's folder of signed files with a database in memory behind it. */
final class SigningWorld implements AutoCloseable {
  static final ProductName PRODUCT = new ProductName("ContosoKiosk");

  /** What is on record of each use of the key, beside the file. */
  static final Map<String, String> FACTS = Map.of("custody", "file", "submission", "00");

  final Path folder;
  final TestDatabase database = TestDatabase.open();
  final JdbcAuditLog audit = new JdbcAuditLog(database.dataSource(), Clock.systemUTC(), "test");
  final SigningLedger ledger =
      new JdbcSigningLedger(database.jdbc(), database.transactions(), Clock.systemUTC());
  final TestLease lease = new TestLease();

  /** Certificates of registered submitters. */
  Set<ContentDigest> publishers = Set.of();

  SigningWorld(Path folder) {
    this.folder = folder;
  }

  FileSigner files(AuthenticodeSigner signer) throws IOException {
    InnerCatalogs catalogs =
        new InnerCatalogs(
            new DefaultAuthenticodeVerifier(Clock.systemUTC()),
            policy(),
            publishers,
            CabinetLimits.DEFAULT);
    return new FileSigner(PRODUCT, signer, read(), catalogs, audit, FACTS);
  }

  /** The reading side, which has no key. */
  SignedFiles read() throws IOException {
    return new SignedFiles(
        PRODUCT,
        new DefaultAuthenticodeVerifier(Clock.systemUTC()),
        policy(),
        folder.resolve("signed"),
        ledger);
  }

  static VerificationPolicy policy() throws IOException {
    return VerificationPolicy.strict(
        TrustAnchors.load(
            List.of(TestLab.pki().codeSigningRootPem()),
            List.of(TestLab.pki().timestampRootPem()),
            List.of()));
  }

  FileSigner.Source source(String name, String content) throws IOException {
    Path file = SignableSamples.cabinet(folder.resolve(name), content);
    return new FileSigner.Source(file, ContentDigest.of(file), name, "Contoso " + name);
  }

  List<AuditRecord> audited() {
    return audit.records(PRODUCT);
  }

  /** Every regular file below the folder of signed files. */
  List<Path> kept() throws IOException {
    Path signed = folder.resolve("signed");
    if (!Files.exists(signed)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(signed)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
