package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.VerificationJson;
import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.kernel.core.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl verify}: needs no home, opens no database. */
@Command(
    name = "verify",
    description = "Judges Authenticode signatures with the configured policy.")
final class VerifyCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Cabinets, catalogs, images, installers or app packages.")
  List<String> files = List.of();

  @Mixin TrustOptions trust = new TrustOptions();

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "Judges at that time (2026-11-21T09:30:00Z); else now.")
  @Nullable Instant at;

  VerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    VerificationPolicy policy =
        new VerificationPolicy(trust.anchors(session), Optional.ofNullable(at), true, true);
    AuthenticodeVerifier verifier = new DefaultAuthenticodeVerifier(session.clock());
    return EachFile.regular(session.output())
        .run(files, (file, name) -> judge(verifier, policy, file, name));
  }

  private EachFile.Result judge(
      AuthenticodeVerifier verifier, VerificationPolicy policy, Path file, String name)
      throws IOException {
    SignatureVerdict verdict = verifier.verify(file, policy);
    VerificationJson json = VerificationJson.of(name, verdict);
    ExitCode exit =
        switch (verdict.verdict()) {
          case VALID -> ExitCode.DONE;
          case UNSIGNED -> ExitCode.UNSIGNED;
          case INVALID -> ExitCode.UNTRUSTED;
        };
    return new EachFile.Result(json, exit, () -> print(json, verdict));
  }

  private void print(VerificationJson json, SignatureVerdict verdict) {
    Output output = session.output();
    output.line(json.file() + ": " + words(verdict) + " (" + json.format() + ")");
    for (int i = 0; i < json.chain().size(); i++) {
      output.line((i == 0 ? "  signer: " : "   above: ") + json.chain().get(i));
    }
    verdict
        .timestamp()
        .ifPresent(
            t -> output.line("  signed: at the latest " + t.time() + ", says " + t.authority()));
    output.findings(verdict.findings());
  }

  private static String words(SignatureVerdict verdict) {
    return switch (verdict.verdict()) {
      case VALID -> "valid";
      case UNSIGNED -> "unsigned: there is no signature in it";
      case INVALID ->
          verdict.intact() ? "invalid: whole and trusted, but against the policy" : "invalid";
    };
  }
}
