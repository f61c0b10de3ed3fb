package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Revocations;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.revocation.RevocationSources;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Whom a command trusts: who is named, else what the home exports, else what is configured. */
final class TrustOptions {
  @Option(
      names = "--trust",
      paramLabel = "PEM",
      description = "Trusted code signing roots; else the home's. Never the JDK's.")
  List<Path> trust = List.of();

  @Option(
      names = "--tsa-trust",
      paramLabel = "PEM",
      description = "Trusted timestamping roots; else the home's.")
  List<Path> tsaTrust = List.of();

  @Option(
      names = "--crl",
      paramLabel = "PEM",
      description = "Files with certificate revocation lists; else those configured.")
  List<Path> crls = List.of();

  /**
   * The roots.
   *
   * @throws UpdateCenterException exit 2 when there is no code signing root at all, or a file
   *     cannot be read
   */
  TrustAnchors anchors(Session session) {
    Home home = session.home();
    Configuration configuration = session.configuration();
    List<Path> code =
        first(
            trust,
            home.trust().resolve("code-signing-root.pem"),
            configuration.trust()::codeSigning);
    if (code.isEmpty()) {
      throw noneAtAll(home);
    }
    List<Path> timestamps =
        first(
            tsaTrust,
            home.trust().resolve("timestamp-root.pem"),
            configuration.trust()::timestamping);
    try {
      TrustAnchors roots = TrustAnchors.load(code, timestamps, List.of());
      return roots.with(revocation(session, home, configuration));
    } catch (IOException e) {
      throw UpdateCenterException.error("UC1045", ExitCode.USAGE, "a trusted root cannot be read")
          .why(String.valueOf(e))
          .fix("check --trust, --tsa-trust and --crl, or 'trust' in updatecenter.yaml")
          .state("nothing was judged")
          .cause(e)
          .build();
    }
  }

  /** The lists that are named, and nothing else; else whoever is configured. */
  private RevocationSources revocation(Session session, Home home, Configuration configuration)
      throws IOException {
    return crls.isEmpty()
        ? new Revocations(configuration.trust().revocation(), home, session.clock()).asked()
        : RevocationSources.of(TrustAnchors.lists(crls), session.clock().instant());
  }

  private static List<Path> first(
      List<Path> named, Path exported, Supplier<List<Path>> configured) {
    if (!named.isEmpty()) {
      return named;
    }
    return Files.isRegularFile(exported) ? List.of(exported) : configured.get();
  }

  private static UpdateCenterException noneAtAll(Home home) {
    return UpdateCenterException.error("UC1047", ExitCode.USAGE, "there is no root to trust")
        .where(home.folder())
        .why("nothing is named by --trust, exported by this home or configured under 'trust'")
        .fix("name the roots with --trust PEM and --tsa-trust PEM")
        .state("nothing was judged")
        .build();
  }
}
