package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.revocation.MalformedRevocationException;
import dev.updatecenter.capability.authenticode.revocation.RevocationList;
import dev.updatecenter.capability.authenticode.revocation.RevocationListReader;
import dev.updatecenter.capability.authenticode.revocation.RevocationSources;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom to trust: nobody else is, the JDK's certificates least of all.
 *
 * @param codeSigning roots that signers' chains may end at
 * @param timestamping roots that timestamp authorities' chains may end at
 * @param revocation what tells whether a certificate in between was taken back
 */
public record TrustAnchors(
    Set<X509Certificate> codeSigning,
    Set<X509Certificate> timestamping,
    RevocationSources revocation) {
  /** Copies. */
  public TrustAnchors {
    codeSigning = Set.copyOf(codeSigning);
    timestamping = Set.copyOf(timestamping);
  }

  /** With revocation lists that are at hand. */
  public TrustAnchors(
      Set<X509Certificate> codeSigning,
      Set<X509Certificate> timestamping,
      List<RevocationList> lists) {
    this(codeSigning, timestamping, RevocationSources.of(lists, Instant.EPOCH));
  }

  /**
   * Reads PEM (or single DER) files.
   *
   * @throws IOException when a file cannot be read
   * @throws UpdateCenterException UC4039, exit 2, for a file that holds no certificate or list
   */
  public static TrustAnchors load(List<Path> codeSigning, List<Path> timestamping, List<Path> crls)
      throws IOException {
    return new TrustAnchors(certificates(codeSigning), certificates(timestamping), lists(crls));
  }

  /** The same roots with other word on revocation. */
  public TrustAnchors with(RevocationSources sources) {
    return new TrustAnchors(codeSigning, timestamping, sources);
  }

  /** The same but for code signing roots that are not to be trusted here. */
  public TrustAnchors without(Set<X509Certificate> roots) {
    Set<X509Certificate> left = new LinkedHashSet<>(codeSigning);
    left.removeAll(roots);
    return new TrustAnchors(left, timestamping, revocation);
  }

  /**
   * Reads revocation lists, each file PEM or DER.
   *
   * @throws UpdateCenterException UC4039, exit 2, for a file that holds none
   */
  public static List<RevocationList> lists(List<Path> files) throws IOException {
    List<RevocationList> lists = new ArrayList<>();
    for (Path file : files) {
      try {
        lists.addAll(RevocationListReader.read(file));
      } catch (MalformedRevocationException e) {
        throw unreadable(file, "revocation list", String.valueOf(e.getMessage()));
      }
    }
    return lists;
  }

  /**
   * Reads certificates, each file PEM or DER.
   *
   * @throws UpdateCenterException UC4039, exit 2, for a file that holds none
   */
  public static Set<X509Certificate> certificates(List<Path> files) throws IOException {
    Set<X509Certificate> all = new LinkedHashSet<>();
    for (Path file : files) {
      all.addAll(readCertificates(file));
    }
    return all;
  }

  private static List<X509Certificate> readCertificates(Path file) throws IOException {
    List<X509Certificate> found = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        found.add((X509Certificate) each);
      }
    } catch (CertificateException e) {
      throw unreadable(file, "certificate", e.toString());
    }
    if (found.isEmpty()) {
      throw unreadable(file, "certificate", "it holds none");
    }
    return found;
  }

  private static UpdateCenterException unreadable(Path file, String what, String why) {
    return UpdateCenterException.error(
            "UC4039", ExitCode.USAGE, file.getFileName() + " cannot be read as a " + what)
        .where(file)
        .why(why)
        .fix("Give a PEM file with one or more of them.")
        .state("Nothing was verified.")
        .build();
  }

  /** Whether one certificate's key signed the other. */
  public static boolean issued(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
