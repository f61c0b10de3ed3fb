package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.CertificatePolicy.Profile;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.authenticode.revocation.RevocationSources;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which roots a home trusts: those that are configured and, where there is one, its own chain's.
 */
public final class Trust {
  private static final String CODE_SIGNING = "code-signing-root.pem";
  private static final String TIMESTAMPING = "timestamp-root.pem";
  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Configuration configuration;
  private final Home home;
  private final Clock clock;
  private @Nullable RevocationSources asked;

  Trust(Configuration configuration, Home home, Clock clock) {
    this.configuration = configuration;
    this.home = home;
    this.clock = clock;
  }

  /**
   * The roots, and the configured word on revocation; addresses are asked once a command.
   *
   * @throws UpdateCenterException exit 2 when a configured file cannot be read
   */
  public synchronized TrustAnchors anchors() {
    if (asked == null) {
      asked = revocations().asked();
    }
    // Roots are read each time: the home's own chain is made when it is first needed.
    return roots().with(asked);
  }

  /**
   * The same for a product: in production the home's throw-away chain is not trusted.
   *
   * @throws UpdateCenterException exit 2 when a configured file cannot be read
   */
  public TrustAnchors anchors(Profile profile) {
    return profile == Profile.PRODUCTION ? anchors().without(throwAway()) : anchors();
  }

  /** The same with what is at hand: no address is asked. */
  public TrustAnchors offline() {
    return roots().with(revocations().kept());
  }

  private Revocations revocations() {
    return new Revocations(configuration.trust().revocation(), home, clock);
  }

  private TrustAnchors roots() {
    try {
      return TrustAnchors.load(
          with(configuration.trust().codeSigning(), lab().resolve(CODE_SIGNING)),
          with(configuration.trust().timestamping(), lab().resolve(TIMESTAMPING)),
          List.of());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The roots of the home's own chain, whoever else names them. */
  private Set<X509Certificate> throwAway() {
    try {
      Path own = lab().resolve(CODE_SIGNING);
      return Files.isRegularFile(own) ? TrustAnchors.certificates(List.of(own)) : Set.of();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Path lab() {
    return home.keys().resolve("lab");
  }

  private static UpdateCenterException unreadable(IOException e) {
    return UpdateCenterException.error("UC1045", ExitCode.USAGE, "a trusted root cannot be read")
        .why(String.valueOf(e))
        .fix("check 'trust' in updatecenter.yaml")
        .state("nothing was judged")
        .cause(e)
        .build();
  }

  private static List<Path> with(List<Path> configured, Path own) {
    List<Path> all = new ArrayList<>(configured);
    if (Files.isRegularFile(own)) {
      all.add(own);
    }
    return all;
  }

  /** What our own and submitters' signatures have to satisfy, for a product's profile. */
  public VerificationPolicy strict(Profile profile) {
    return VerificationPolicy.strict(anchors(profile), profile);
  }

  /** What a signature that a package brings has to satisfy: an intact chain. */
  static VerificationPolicy kept(TrustAnchors anchors) {
    return new VerificationPolicy(anchors, Optional.empty(), false, false);
  }

  /** Writes the roots that published packages chain to, so that others can verify. */
  public void export() {
    TrustAnchors anchors = roots();
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
