package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;

/**
 * A certificate that a file gave.
 *
 * @param x509 an end entity's
 * @param sha256 of its DER form
 */
record PublisherCertificate(X509Certificate x509, ContentDigest sha256) {
  /**
   * Reads a PEM or DER file that holds one certificate, or a chain with the submitter's first.
   *
   * @throws UpdateCenterException exit 2 when it holds none, or an authority's first
   */
  static PublisherCertificate read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw unusable(file, "it holds no certificate");
      }
      X509Certificate first = (X509Certificate) all.iterator().next();
      // RFC 5280 4.2.1.9: -1 for a certificate that is no authority's.
      if (first.getBasicConstraints() >= 0) {
        throw unusable(file, "its first certificate is an authority's");
      }
      return new PublisherCertificate(first, ContentDigest.of(first.getEncoded()));
    } catch (CertificateException e) {
      throw unusable(file, String.valueOf(e.getMessage()));
    }
  }

  private static UpdateCenterException unusable(Path file, String why) {
    return UpdateCenterException.error(
            "UC1020", ExitCode.USAGE, "this is no submitter's certificate")
        .where(file)
        .why(why)
        .fix("give the EV certificate that signs the OEM custom packages, in PEM")
        .state("nothing was changed")
        .build();
  }
}
