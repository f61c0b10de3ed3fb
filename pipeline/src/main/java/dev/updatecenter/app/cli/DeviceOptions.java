package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a device says of itself in every command that it runs. */
final class DeviceOptions {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      required = true,
      description = "The device's memory.")
  private @Nullable Path state;

  @Option(
      names = "--ring",
      paramLabel = "R",
      converter = RingNameConverter.class,
      defaultValue = "GeneralAvailability",
      description = "The device's ring; default: GeneralAvailability.")
  private @Nullable RingName ring;

  @Option(
      names = "--os",
      paramLabel = "V",
      required = true,
      converter = VersionConverter.class,
      description = "The OS version it runs now.")
  private @Nullable PackageVersion os;

  @Option(
      names = "--ocp",
      paramLabel = "V",
      required = true,
      converter = VersionConverter.class,
      description = "The OEM custom package version it runs now.")
  private @Nullable PackageVersion ocp;

  Path state() {
    return Objects.requireNonNull(state);
  }

  RingName ring() {
    return Objects.requireNonNull(ring);
  }

  PackageVersion os() {
    return Objects.requireNonNull(os);
  }

  PackageVersion ocp() {
    return Objects.requireNonNull(ocp);
  }
}
