package dev.updatecenter.app.wiring;

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
import java.util.ArrayList;
import java.util.List;

/** {@code keys.certificates}: the release certificate and those above it, PEM, leaf first. */
final class CertificateChainFile {
  private CertificateChainFile() {}

  /**
   * Reads a file.
   *
   * @throws UpdateCenterException UC1106, exit 2, when it holds no chain in that order
   */
  static List<X509Certificate> read(Path file) {
    List<X509Certificate> chain = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        chain.add((X509Certificate) each);
      }
    } catch (IOException | CertificateException e) {
      throw unusable(file, "it cannot be read as certificates: " + e.getMessage());
    }
    if (chain.isEmpty()) {
      throw unusable(file, "there is no certificate in it");
    }
    for (int i = 1; i < chain.size(); i++) {
      if (!chain
          .get(i - 1)
          .getIssuerX500Principal()
          .equals(chain.get(i).getSubjectX500Principal())) {
        throw unusable(
            file, "certificate " + (i + 1) + " in it is not the issuer of the one before");
      }
    }
    return chain;
  }

  private static UpdateCenterException unusable(Path file, String why) {
    return UpdateCenterException.error(
            "UC1106", ExitCode.USAGE, "the file of keys.certificates holds no chain")
        .where(file)
        .why(why)
        .fix("put the release certificate first, then each one's issuer, as PEM")
        .state("nothing was signed")
        .build();
  }
}
