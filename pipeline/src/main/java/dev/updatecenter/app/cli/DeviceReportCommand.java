package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.DeviceReportJson;
import dev.updatecenter.app.wiring.StoreWiring;
import dev.updatecenter.device.BaseAddress;
import dev.updatecenter.device.DeviceReporter;
import dev.updatecenter.device.ReportRequest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.InstallOutcome;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ducctl device report}. */
@Command(name = "report", description = "Reports how an installation went.")
final class DeviceReportCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--to", paramLabel = "URL", required = true, description = "Where reports go.")
  @Nullable String to;

  @Option(
      names = "--product",
      paramLabel = "P",
      required = true,
      converter = ProductNameConverter.class,
      description = "The product.")
  @Nullable ProductName product;

  @Option(
      names = "--release",
      paramLabel = "V",
      required = true,
      converter = VersionConverter.class,
      description = "The release that it was about.")
  @Nullable PackageVersion release;

  @Option(names = "--outcome", required = true, description = "installing, succeeded or failed.")
  @Nullable InstallOutcome outcome;

  @Option(names = "--code", paramLabel = "HRESULT", description = "Why it failed: 0x…")
  @Nullable String code;

  @Mixin DeviceOptions device = new DeviceOptions();

  DeviceReportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    DeviceReporter reporter =
        new DeviceReporter(
            StoreWiring.reportSink(BaseAddress.parse(Objects.requireNonNull(to))),
            session.clock(),
            new SecureRandom());
    DeviceReport report =
        reporter.report(
            new ReportRequest(
                device.state(),
                Objects.requireNonNull(product),
                device.ring(),
                Objects.requireNonNull(release),
                Objects.requireNonNull(outcome),
                Optional.ofNullable(code).map(FailureCode::parse),
                device.os(),
                device.ocp()));
    Output output = session.output();
    output.result(
        new DeviceReportJson(
            1,
            report.id().toString(),
            report.device().toString(),
            report.state().wireName(),
            report.blob().value()),
        () -> output.line("Reported " + report.state().wireName() + ": " + report.blob()));
    return ExitCode.DONE.code();
  }
}
