package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.DeviceJson;
import dev.updatecenter.app.jobs.Enrolment;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.reporting.EnrolledDevice;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl device enrol}. */
@Command(name = "enrol", description = "Lets a device's reports count.")
final class DeviceEnrolCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "FILE|ID",
      description = "The device's public key (PEM), or its id: SHA-256 of the DER key, hex.")
  @Nullable String device;

  @Option(
      names = "--product",
      paramLabel = "P",
      required = true,
      converter = ProductNameConverter.class,
      description = "The product.")
  @Nullable ProductName product;

  @Option(
      names = "--ring",
      paramLabel = "R",
      required = true,
      converter = RingNameConverter.class,
      description = "The ring.")
  @Nullable RingName ring;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      converter = PersonNameConverter.class,
      description = "The Flighter of policy.yaml who acts; else the only one whose key is here.")
  @Nullable String person;

  DeviceEnrolCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (Wiring wiring = session.wiring()) {
      Enrolment.Result result =
          new Enrolment(wiring, Optional.ofNullable(person))
              .enrol(
                  Enrolment.id(Objects.requireNonNull(device)),
                  Objects.requireNonNull(product),
                  Objects.requireNonNull(ring));
      EnrolledDevice enrolled = result.device();
      Output output = session.output();
      result.notice().ifPresent(output::warning);
      output.result(
          DeviceJson.of(enrolled),
          () -> output.line("Enrolled " + enrolled.device() + " in " + enrolled.ring()));
      return ExitCode.DONE.code();
    }
  }
}
