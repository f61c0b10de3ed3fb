package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.Flighting;
import dev.updatecenter.app.jobs.Planning;
import dev.updatecenter.app.jobs.RefusedException;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ducctl plan}. Writes nothing but the file that {@code --out} names. */
@Command(
    name = "plan",
    description = "Says what a release or a flight would change for whom; writes nothing else.")
final class PlanCommand implements Callable<Integer> {
  private final Session session;

  @Spec @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "RELEASE.yaml",
      arity = "0..1",
      description = "The release to plan, in all its rings.")
  @Nullable String release;

  @Option(
      names = "--flight",
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "Plans a flight of this product instead.")
  @Nullable ProductName product;

  @Option(
      names = "--ring",
      converter = RingNameConverter.class,
      description = "The ring that the flight would move.")
  @Nullable RingName ring;

  @Option(
      names = "--ocp",
      paramLabel = "V",
      converter = VersionConverter.class,
      description = "OEM custom package version to reach; as of 'flight'.")
  @Nullable PackageVersion ocp;

  @Option(
      names = "--os",
      paramLabel = "V",
      converter = VersionConverter.class,
      description = "OS version to reach; as of 'flight'.")
  @Nullable PackageVersion os;

  @Mixin SkipOption skip = new SkipOption();

  @Option(
      names = "--out",
      paramLabel = "PLAN",
      description = "Writes the plan there, for 'submit' and 'flight'; not one that is refused.")
  @Nullable Path out;

  PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    requireOneSubject();
    PlanPrinter printer = new PlanPrinter(session.output());
    Planning.Result result;
    try (Wiring wiring = session.wiring()) {
      result = plan(wiring);
    } catch (RefusedException e) {
      return printer.unreadable(e);
    }
    Optional<Path> written = Optional.ofNullable(out).filter(file -> !result.refused());
    PlanDocument document = new PlanDocument(result, Optional.ofNullable(release), written);
    if (written.isPresent()) {
      Files.write(written.get(), document.bytes());
    }
    printer.print(document, written);
    return (result.refused() ? ExitCode.FINDINGS : ExitCode.DONE).code();
  }

  private Planning.Result plan(Wiring wiring) throws IOException {
    Planning planning = new Planning(wiring);
    if (release != null) {
      return planning.release(Path.of(release), release);
    }
    if (product == null || ring == null) {
      throw usage("'--flight' and '--ring' go together");
    }
    return planning.flight(
        product,
        ring,
        new Flighting.Wish(Optional.ofNullable(os), Optional.ofNullable(ocp), skip.reason()));
  }

  private void requireOneSubject() {
    boolean flight = product != null || ring != null || ocp != null || os != null || skip.skip;
    if ((release != null) == flight) {
      throw usage("names either a RELEASE.yaml, or '--flight P --ring R'");
    }
  }

  private ParameterException usage(String what) {
    return new ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(), "plan: " + what);
  }
}
