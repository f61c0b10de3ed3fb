package dev.updatecenter.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.updatecenter.capability.blobstore.filesystem.FilesystemBlobStore;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.reporting.DeviceKey;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.InstallOutcome;
import dev.updatecenter.stage.reporting.SignedReport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeviceReporterTest {
  private Path folder;
  private DeviceWorld world;

  @BeforeEach
  void scan(@TempDir Path temporary) throws Exception {
    folder = temporary;
    world = new DeviceWorld(folder);
    world.scan();
  }

  @Test
  void signsWithTheDevicesOwnKeyIntoAFolder() throws Exception {
    Path store = folder.resolve("reports-here");
    DeviceReport report =
        reporter(new StoreReportSink(new FilesystemBlobStore(store)))
            .report(request(InstallOutcome.FAILED, DeviceWorld.RELEASE));
    byte[] file = Files.readAllBytes(store.resolve(report.blob().value()));
    DeviceReport read = SignedReport.read(file, "report");
    assertThat(read).isEqualTo(report);
    String pem = DeviceReporter.publicKey(world.state(), new SecureRandom());
    assertThat(DeviceKey.parse(pem)).isEqualTo(read.key());
    assertThat(read.packages()).hasSize(1);
  }

  @Test
  void anInstalledReleaseIsNotOfferedAgain() throws Exception {
    reporter((name, bytes) -> {}).report(request(InstallOutcome.SUCCEEDED, DeviceWorld.RELEASE));
    // The OCP of the device is older still: it restarts into the new one.
    assertThat(world.scan().decision()).isEqualTo("waiting");
  }

  @Test
  void knowsNoReleaseThatNoScanNamed() {
    PackageVersion other = PackageVersion.parse("10.0.20.0");
    assertThatThrownBy(
            () -> reporter((n, b) -> {}).report(request(InstallOutcome.SUCCEEDED, other)))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC7115"));
  }

  @Test
  void keepsItsKeyToItself() throws Exception {
    Path key = world.state().resolve("device-key.pem");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(world.state())))
        .isEqualTo("rwx------");
  }

  @Test
  void putsOverHttpOnceAndTakesABusyServerForBusy() throws Exception {
    List<String> seen = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          seen.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI().getQuery()
                  + " "
                  + exchange.getRequestHeaders().getFirst("If-None-Match")
                  + " "
                  + exchange.getRequestHeaders().getFirst("x-ms-blob-type"));
          exchange.sendResponseHeaders(seen.size() == 1 ? 503 : 201, -1);
          exchange.close();
        });
    server.start();
    try {
      URI to = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/private?sig=x");
      reporter(new HttpReportSink(to, Duration.ZERO))
          .report(request(InstallOutcome.INSTALLING, DeviceWorld.RELEASE));
    } finally {
      server.stop(0);
    }
    assertThat(seen).hasSize(2).containsOnly("PUT sig=x * BlockBlob");
  }

  @Test
  void neverTellsTheAccessSignature() {
    HttpReportSink closed =
        new HttpReportSink(URI.create("http://127.0.0.1:1/private?sig=secret"), Duration.ZERO);
    assertThatThrownBy(
            () -> reporter(closed).report(request(InstallOutcome.FAILED, DeviceWorld.RELEASE)))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.code()).isEqualTo("UC7114");
              assertThat(e.where() + e.why() + e.getMessage()).doesNotContain("secret");
            });
  }

  private static DeviceReporter reporter(ReportSink sink) {
    return new DeviceReporter(sink, Clock.systemUTC(), new SecureRandom());
  }

  private ReportRequest request(InstallOutcome outcome, PackageVersion release) {
    Optional<FailureCode> code =
        outcome == InstallOutcome.FAILED
            ? Optional.of(FailureCode.parse("0x80070070"))
            : Optional.empty();
    return new ReportRequest(
        world.state(),
        DeviceWorld.PRODUCT,
        DeviceWorld.RING,
        release,
        outcome,
        code,
        DeviceWorld.OS,
        DeviceWorld.OCP);
  }
}
