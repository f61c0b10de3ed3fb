package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.CertificatePolicy;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.signing.FileSigner;
import dev.updatecenter.stage.signing.OutputFolder;
import dev.updatecenter.stage.signing.OutputSigner;
import dev.updatecenter.stage.signing.SignedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code sign} does: single files, with the configured policy, without a job. The policy and
 * the certificate are asked once, before the first file.
 */
public final class Signing implements AutoCloseable {
  private final SigningRules rules;
  private final Lease lease;
  private final SigningApprovals approvals;
  private final SignedFiles home;
  private final OutputFolder folder;
  private final OutputSigner signer;
  private final ContentDigest certificate;
  private final List<Finding> findings;

  private Signing(Wiring wiring, SigningRules rules, Lease lease, OutputFolder folder) {
    this.rules = rules;
    this.lease = lease;
    this.approvals = new SigningApprovals(wiring);
    this.folder = folder;
    FileSigner files = wiring.fileSigner(rules.book());
    this.home = wiring.signedFiles(rules.book());
    this.certificate = files.certificate();
    this.signer = new OutputSigner(files, folder, this::requireApprovals);
    this.findings =
        new CertificatePolicy()
            .check(
                wiring.signer().chain(),
                Optional.of(wiring.custody()),
                wiring.trust().anchors(rules.profile()),
                wiring.clock().instant(),
                rules.profile());
  }

  /**
   * Opens the key and takes the lease.
   *
   * @param product whose policy holds; empty for the strictest of all
   * @param out where signed files go
   * @throws UpdateCenterException exit 2 for two files of one name and for {@code out} that is no
   *     folder, exit 5 for an unknown product, exit 6 when somebody else signs, and all that
   *     opening the key throws
   */
  public static Signing begin(
      Wiring wiring, Optional<ProductName> product, List<String> files, Path out)
      throws IOException {
    requireNames(files);
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw usage("--out is not a folder", out, "signed files are put into it by their own names");
    }
    SigningRules rules =
        product.isPresent() ? SigningRules.of(wiring, product.get()) : SigningRules.of(wiring);
    wiring.progress().say(rules.whose());
    Lease lease = wiring.leases().acquire(rules.book(), "sign");
    try {
      OutputFolder folder = new OutputFolder(out, scratch(wiring, rules.book()));
      folder.sweep();
      wiring.signedFiles(rules.book()).sweep();
      return new Signing(wiring, rules, lease, folder);
    } catch (IOException | RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  /** One home's and one book's: the lease keeps all others out of it. */
  private static String scratch(Wiring wiring, ProductName book) {
    String home = wiring.home().folder().toString();
    return ".signing-"
        + ContentDigest.of(home.getBytes(StandardCharsets.UTF_8)).prefix()
        + "-"
        + book;
  }

  private static void requireNames(List<String> files) {
    Set<String> names = new HashSet<>();
    for (String file : files) {
      if (!names.add(name(Path.of(file)))) {
        throw usage(
            "two files have the name " + name(Path.of(file)),
            Path.of(file),
            "signed files keep their names, and one would take the other's place");
      }
    }
  }

  /** The name that a signed file gets. */
  public static String name(Path file) {
    return String.valueOf(file.toAbsolutePath().normalize().getFileName());
  }

  /** What the policy says of the certificate. */
  public List<Finding> findings() {
    return findings;
  }

  /** Whether the policy forbids to sign with the certificate. */
  public boolean refused() {
    return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
  }

  /** SHA-256 of the certificate. */
  public ContentDigest certificate() {
    return certificate;
  }

  /**
   * Signs one file; safe from many threads.
   *
   * @throws UpdateCenterException exit 9 when its digest waits for approvals, exit 4 when somebody
   *     rejected it
   */
  public OutputSigner.Output sign(Path file) throws IOException {
    return signer.sign(file, name(file), lease);
  }

  private void requireApprovals(ContentDigest sha256, String name) {
    rules
        .approvers()
        .ifPresent(asked -> approvals.requireForFile(asked.product(), asked.policy(), sha256));
  }

  private static UpdateCenterException usage(String message, Path where, String why) {
    return UpdateCenterException.error("UC1121", ExitCode.USAGE, message)
        .where(where)
        .why(why)
        .fix("sign them into two folders, or name a folder that is one")
        .state("nothing was signed")
        .build();
  }

  @Override
  public void close() throws IOException {
    try {
      folder.sweep();
      home.sweep();
    } finally {
      lease.close();
    }
  }
}
