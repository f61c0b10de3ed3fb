package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.DeviceConfigJson;
import dev.updatecenter.app.jobs.DeviceConfig;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.device.BaseAddress;
import dev.updatecenter.device.DeviceConfiguration;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl product device-config}. */
@Command(
    name = "device-config",
    description = "Writes what an image needs to find and trust its updates.")
final class DeviceConfigCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "The product's name.")
  @Nullable ProductName product;

  @Option(
      names = "--out",
      paramLabel = "ZIP",
      required = true,
      description = "The file to write; something else under that name is kept, exit 6.")
  @Nullable Path out;

  @Option(
      names = "--ring",
      paramLabel = "R",
      converter = RingNameConverter.class,
      defaultValue = "GeneralAvailability",
      description = "The ring of the image's devices; default: GeneralAvailability.")
  @Nullable RingName ring;

  @Option(
      names = "--base",
      paramLabel = "URL",
      description = "Where devices find their updates; default: publicUrl.")
  @Nullable String base;

  @Option(
      names = "--reports",
      paramLabel = "URL",
      description =
          "Where devices bring reports; default: reportUrl, else the private part's folder.")
  @Nullable String reports;

  DeviceConfigCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (KeptState kept = KeptState.open(session)) {
      RegisteredProduct found = kept.product(Objects.requireNonNull(product));
      DeviceConfig.Wish wish =
          new DeviceConfig.Wish(
              Objects.requireNonNull(ring),
              Optional.ofNullable(base).map(BaseAddress::parse),
              Optional.ofNullable(reports).map(BaseAddress::parse));
      DeviceConfig.Result result =
          new DeviceConfig(kept.wiring()).write(found.model(), wish, Objects.requireNonNull(out));
      session.output().result(json(result), () -> print(result));
      return ExitCode.DONE.code();
    }
  }

  private void print(DeviceConfig.Result result) {
    Output output = session.output();
    DeviceConfiguration configuration = result.configuration();
    output.line(
        result.written() ? "Wrote " + out + "." : "The same is in " + out + "; nothing changed.");
    output.line("  product  " + configuration.product() + ", ring " + configuration.ring());
    output.line("  base     " + configuration.base());
    output.line("  reports  " + configuration.reports());
    output.line(
        "  devices  HardwareID-%d %s"
            .formatted(configuration.hardware().number(), configuration.hardware().id()));
    output.line("  SHA-256  " + result.digest());
    output.say("README.txt inside says what to do with it.");
  }

  private DeviceConfigJson json(DeviceConfig.Result result) {
    DeviceConfiguration configuration = result.configuration();
    return new DeviceConfigJson(
        1,
        result.written() ? "written" : "unchanged",
        configuration.product().value(),
        configuration.ring().value(),
        configuration.base().toString(),
        configuration.reports().toString(),
        "HardwareID-" + configuration.hardware().number(),
        configuration.hardware().id().toString(),
        String.valueOf(out),
        result.digest().hex(),
        result.files().entrySet().stream()
            .map(
                f ->
                    new DeviceConfigJson.Entry(
                        f.getKey(), f.getValue().length, ContentDigest.of(f.getValue()).hex()))
            .toList());
  }
}
