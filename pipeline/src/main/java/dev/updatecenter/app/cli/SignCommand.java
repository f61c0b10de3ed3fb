package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.SignJson;
import dev.updatecenter.app.jobs.Signing;
import dev.updatecenter.app.wiring.DiskFault;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.signing.OutputSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl sign}: several files at a time, without a job. */
@Command(
    name = "sign",
    description = "Signs files with the release certificate and the configured policy.")
final class SignCommand implements Callable<Integer> {
  // A file waits for the disk and for an authority about as long as it computes.
  private static final int AT_A_TIME = 4;

  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Cabinets, catalogs, images, installers or app packages; never changed.")
  List<String> files = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Gets the signed files, by their own names; never over another file.")
  Path out = Path.of("");

  @Option(
      names = "--product",
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "Whose policy holds; else the strictest of all registered products.")
  @Nullable ProductName product;

  SignCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (Wiring wiring = session.wiring();
        Signing signing = Signing.begin(wiring, Optional.ofNullable(product), files, out)) {
      if (signing.refused()) {
        return forbidden(signing.findings());
      }
      warn(signing.findings());
      int exit = sign(wiring, signing);
      wiring.trust().export();
      return exit;
    }
  }

  private int sign(Wiring wiring, Signing signing) {
    try (Progress.Task task = wiring.progress().begin("Signing", total(), Progress.Unit.BYTES)) {
      return EachFile.regular(session.output())
          .by(AT_A_TIME * Runtime.getRuntime().availableProcessors())
          .run(
              files,
              (file, name) -> {
                OutputSigner.Output result = sign(signing, file, name);
                task.advance(Files.size(file));
                return result(signing, file, name, result);
              });
    }
  }

  private static OutputSigner.Output sign(Signing signing, Path file, String name)
      throws IOException {
    try {
      return signing.sign(file);
    } catch (IOException e) {
      if (!DiskFault.is(e)) {
        throw e;
      }
      throw UpdateCenterException.error("UC1009", ExitCode.DISK, "there is no room to sign it")
          .where(name)
          .why(String.valueOf(e.getMessage()))
          .fix("make room, then run the same command again: it signs what is missing")
          .state("this file was not signed, nothing is half there; what is signed stays")
          .cause(e)
          .build();
    }
  }

  private EachFile.Result result(
      Signing signing, Path file, String name, OutputSigner.Output result) {
    List<Finding> findings = new ArrayList<>(result.findings());
    findings.addAll(signing.findings());
    String target = out.resolve(Signing.name(file)).toString();
    SignJson json = SignJson.of(name, target, signing.certificate(), result, findings);
    boolean refused = result.state() == OutputSigner.State.REFUSED;
    return new EachFile.Result(
        json, refused ? ExitCode.FINDINGS : ExitCode.DONE, () -> print(json, result.findings()));
  }

  private void print(SignJson json, List<Finding> findings) {
    Output output = session.output();
    String done =
        switch (json.state()) {
          case "signed" -> "signed (" + json.format() + "): " + json.out();
          case "unchanged" -> "already signed (" + json.format() + "): " + json.out();
          default -> "not signed";
        };
    output.line(json.file() + ": " + done);
    output.findings(findings);
  }

  /** What the policy forbids is said once for people, and of each file for machines. */
  private int forbidden(List<Finding> findings) {
    Output output = session.output();
    output.results(
        files.stream().map(f -> SignJson.forbidden(f, findings)).toList(),
        () -> {
          output.findings(findings);
          output.line("Nothing was signed: the policy forbids the certificate.");
        });
    return ExitCode.FINDINGS.code();
  }

  private void warn(List<Finding> findings) {
    findings.stream()
        .filter(f -> f.severity() == Severity.WARNING)
        .forEach(f -> session.output().say("warning " + f.code() + ": " + f.message()));
  }

  private long total() {
    return files.stream().mapToLong(SignCommand::size).sum();
  }

  /** What cannot be read counts nothing; it is told of when its turn comes. */
  private static long size(String file) {
    try {
      return Files.size(Path.of(file));
    } catch (IOException e) {
      return 0;
    }
  }
}
