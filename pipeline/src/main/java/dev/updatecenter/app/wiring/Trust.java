package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which roots a home trusts: those that are configured and, where there is one, its own chain's.
 */
public final class Trust {
  private static final String CODE_SIGNING = "code-signing-root.pem";
  private static final String TIMESTAMPING = "timestamp-root.pem";
  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Configuration configuration;
  private final Home home;

  Trust(Configuration configuration, Home home) {
    this.configuration = configuration;
    this.home = home;
  }

  /**
   * The roots.
   *
   * @throws UpdateCenterException exit 2 when a configured file cannot be read
   */
  public TrustAnchors anchors() {
    Path lab = home.keys().resolve("lab");
    try {
      return TrustAnchors.load(
          with(configuration.trust().codeSigning(), lab.resolve(CODE_SIGNING)),
          with(configuration.trust().timestamping(), lab.resolve(TIMESTAMPING)),
          configuration.trust().revocationLists());
    } catch (IOException e) {
      throw UpdateCenterException.error("UC1045", ExitCode.USAGE, "a trusted root cannot be read")
          .why(String.valueOf(e))
          .fix("check 'trust' in updatecenter.yaml")
          .state("nothing was judged")
          .cause(e)
          .build();
    }
  }

  private static List<Path> with(List<Path> configured, Path own) {
    List<Path> all = new ArrayList<>(configured);
    if (Files.isRegularFile(own)) {
      all.add(own);
    }
    return all;
  }

  /** What our own and submitters' signatures have to satisfy. */
  public VerificationPolicy strict() {
    return VerificationPolicy.strict(anchors());
  }

  /** What a signature that a package brings has to satisfy: an intact chain. */
  public VerificationPolicy kept() {
    return new VerificationPolicy(anchors(), Optional.empty(), false, false);
  }

  /** Writes the roots that published packages chain to, so that others can verify. */
  public void export() {
    TrustAnchors anchors = anchors();
    try {
      Files.createDirectories(home.trust());
      write(home.trust().resolve(CODE_SIGNING), anchors.codeSigning());
      write(home.trust().resolve(TIMESTAMPING), anchors.timestamping());
    } catch (IOException | CertificateEncodingException e) {
      throw UpdateCenterException.error("UC1046", ExitCode.DISK, "the roots cannot be exported")
          .where(home.trust())
          .why(String.valueOf(e))
          .fix("check the disk, then run the same command again")
          .cause(e)
          .build();
    }
  }

  private static void write(Path file, Collection<X509Certificate> roots)
      throws IOException, CertificateEncodingException {
    List<X509Certificate> sorted =
        roots.stream()
            .sorted(Comparator.comparing(c -> c.getSubjectX500Principal().getName()))
            .toList();
    StringBuilder pem = new StringBuilder();
    for (X509Certificate root : sorted) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(PEM.encodeToString(root.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, pem.toString().getBytes(StandardCharsets.US_ASCII));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
