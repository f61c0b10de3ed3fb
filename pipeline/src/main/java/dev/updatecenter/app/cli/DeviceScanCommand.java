package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.RegularFile;
import dev.updatecenter.app.wiring.StoreWiring;
import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.devicemodel.MalformedSmbiosException;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.device.BaseAddress;
import dev.updatecenter.device.DeviceScan;
import dev.updatecenter.device.ScanRequest;
import dev.updatecenter.device.ScanResult;
import dev.updatecenter.device.TrustedRoot;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ducctl device scan}. Opens no home and no database: it is what a device runs. */
@Command(name = "scan", description = "Scans, decides, downloads and verifies, as a device does.")
final class DeviceScanCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--base", paramLabel = "URL", required = true, description = "Where it lies.")
  @Nullable String base;

  @Option(
      names = "--product",
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "The product; default: found by hardware id.")
  @Nullable ProductName product;

  @Option(
      names = "--root",
      paramLabel = "FILE",
      required = true,
      description = "Trusted root.json.")
  @Nullable Path root;

  @Option(
      names = "--trust",
      paramLabel = "PEM",
      required = true,
      description = "Code signing roots.")
  @Nullable Path trust;

  @Option(
      names = "--tsa-trust",
      paramLabel = "PEM",
      required = true,
      description = "Timestamp roots.")
  @Nullable Path tsaTrust;

  @Option(names = "--smbios", paramLabel = "DUMP", required = true, description = "SMBIOS table.")
  @Nullable Path smbios;

  @Option(names = "--out", paramLabel = "DIR", description = "Gets packages and packages.json.")
  @Nullable Path out;

  @Option(names = "--explain", description = "Says more about why.")
  boolean explain;

  @Mixin DeviceOptions device = new DeviceOptions();

  DeviceScanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Path rootFile = Objects.requireNonNull(root);
    ScanRequest request =
        new ScanRequest(
            BaseAddress.parse(Objects.requireNonNull(base)),
            Optional.ofNullable(product),
            TrustedRoot.of(Files.readAllBytes(rootFile), rootFile.toString()),
            TrustAnchors.load(
                List.of(Objects.requireNonNull(trust)),
                List.of(Objects.requireNonNull(tsaTrust)),
                List.of()),
            device.state(),
            table(Objects.requireNonNull(smbios)),
            device.ring(),
            device.os(),
            device.ocp(),
            Optional.ofNullable(out),
            explain);
    ScanResult result =
        new DeviceScan(
                StoreWiring::reader,
                new DefaultAuthenticodeVerifier(session.clock()),
                session.clock(),
                new SecureRandom(),
                session.progress())
            .scan(request);
    session.output().result(result.json(), () -> print(result));
    return ExitCode.DONE.code();
  }

  private static SmbiosTable table(Path dump) throws IOException {
    if (Files.exists(dump) && !Files.isRegularFile(dump) && !Files.isDirectory(dump)) {
      throw RegularFile.refusal(dump.toString(), "this is neither a file nor a folder");
    }
    try {
      return SmbiosTable.readDevice(dump);
    } catch (MalformedSmbiosException e) {
      Finding finding = e.finding(dump.toString());
      throw UpdateCenterException.error(finding.code(), ExitCode.USAGE, finding.message())
          .where(dump)
          .why(finding.why())
          .fix(finding.fix())
          .state("nothing was scanned")
          .cause(e)
          .build();
    }
  }

  private void print(ScanResult result) {
    Output output = session.output();
    String release = result.release().map(v -> " " + v).orElse("");
    output.line(result.decision() + release);
    result.packages().forEach(p -> output.line("  " + p.file()));
    result.reasons().forEach(reason -> output.line("  " + reason));
  }
}
