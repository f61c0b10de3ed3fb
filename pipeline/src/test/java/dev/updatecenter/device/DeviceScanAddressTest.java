package dev.updatecenter.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.updatecenter.capability.blobstore.filesystem.FilesystemBlobStore;
import dev.updatecenter.capability.blobstore.http.HttpBlobReader;
import dev.updatecenter.capability.blobstore.http.HttpLimits;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.SchemaCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a scan finds its product and its edge. */
final class DeviceScanAddressTest {
  private Path folder;
  private DeviceWorld world;

  @BeforeEach
  void publish(@TempDir Path temporary) throws Exception {
    folder = temporary;
    world = new DeviceWorld(folder);
  }

  @Test
  void findsTheProductByItsHardwareIdsAndIgnoresABadName() throws Exception {
    hint(3, "{\"product\":\"../../etc\"}");
    hint(8, "x".repeat(10_000));
    hint(4, "{\"product\":\"ContosoKiosk\"}");
    ScanResult result = scanUnnamed();
    assertThat(result.decision()).isEqualTo("install");
    assertThat(result.product()).contains(DeviceWorld.PRODUCT);
  }

  @Test
  void refusesADeviceThatNoHintKnows() throws Exception {
    ScanResult result = scanUnnamed();
    assertThat(SchemaCheck.check("scan", Json.read(Json.bytes(result.json()), "scan"))).isEmpty();
    assertThat(result.decision()).isEqualTo("refused");
    assertThat(result.json()).containsEntry("product", null);
    assertThat(result.reasons().get(0)).contains("nothing was found at http://edge.invalid/");
    assertThat(world.edge.takeAsked()).hasSize(9).allMatch(n -> n.startsWith("hardware/"));
  }

  @Test
  void aWrongHintDoesNotStopTheScan() throws Exception {
    hint(3, "{\"product\":\"Nothing\"}");
    hint(8, "{\"product\":\"Damaged\"}");
    world.edge.files().put("products/Damaged/metadata/timestamp.json", new byte[] {'{'});
    hint(4, "{\"product\":\"ContosoKiosk\"}");
    ScanResult result = scanUnnamed();
    assertThat(result.decision()).isEqualTo("install");
    assertThat(result.reasons())
        .anyMatch(r -> r.contains("the unsigned hint to Nothing was ignored"))
        .anyMatch(r -> r.contains("Damaged was ignored: not verified by the trusted root"));
  }

  @Test
  void refusesAHintThatTheSignedOfferDoesNotConfirm() throws Exception {
    world.hardware = new HardwareTarget(3, UUID.randomUUID(), "CK-BB-02");
    world.publish();
    hint(3, "{\"product\":\"ContosoKiosk\"}");
    ScanResult result = scanUnnamed();
    assertThat(result.decision()).isEqualTo("refused");
    assertThat(result.product()).isEmpty();
    assertThat(result.reasons())
        .anyMatch(r -> r.contains("its signed offer is for other hardware"));
    assertThat(world.state().resolve("products/ContosoKiosk/memory.json")).doesNotExist();
  }

  @Test
  void saysThatTheOnlyHintedProductIsStale() throws Exception {
    hint(3, "{\"product\":\"ContosoKiosk\"}");
    world.now = world.now.plus(Duration.ofDays(8));
    assertThatThrownBy(this::scanUnnamed)
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.exit()).isEqualTo(ExitCode.EXPIRED);
              assertThat(e.where())
                  .startsWith("http://edge.invalid/products/ContosoKiosk/metadata/");
            });
  }

  @Test
  void aFolderThatIsNotThereIsUnreachable() {
    URI base = BaseAddress.parse(folder.resolve("nope").toString());
    assertThatThrownBy(() -> world.scan(uri -> world.edge, base, Optional.empty()))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.code()).isEqualTo("UC7117");
              assertThat(e.exit()).isEqualTo(ExitCode.UNAVAILABLE);
            });
  }

  @Test
  void neverTellsTheQueryOfAnAddress() {
    assertThat(BaseAddress.below(URI.create("https://me:pw@edge.invalid:8/a/?sig=x"), "b"))
        .isEqualTo("https://edge.invalid:8/a/b");
  }

  @Test
  void namesTheFileThatIsNoTrustedRoot() {
    TrustedRoot garbage = TrustedRoot.of(new byte[] {'x'}, "my-root.json");
    assertThatThrownBy(() -> garbage.require(world.now))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.where()).isEqualTo("my-root.json");
              assertThat(e.exit()).isEqualTo(ExitCode.UNTRUSTED);
            });
  }

  @Test
  void scansAFolder() throws Exception {
    Path store = folder.resolve("store");
    for (Map.Entry<String, byte[]> file : world.edge.files().entrySet()) {
      Path path = store.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    URI base = BaseAddress.parse(store.toString());
    ScanResult result =
        world.scan(
            uri -> new FilesystemBlobStore(Path.of(uri)), base, Optional.of(DeviceWorld.PRODUCT));
    assertThat(result.decision()).isEqualTo("install");
  }

  @Test
  void scansOverHttp() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/kiosk/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring("/kiosk/".length());
          byte[] bytes = world.edge.files().get(name);
          exchange.sendResponseHeaders(
              bytes == null ? 404 : 200, bytes == null ? -1 : bytes.length);
          if (bytes != null) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
    try {
      URI base = BaseAddress.parse("http://127.0.0.1:" + server.getAddress().getPort() + "/kiosk");
      EdgeSource http = uri -> new HttpBlobReader(uri, HttpLimits.usual(), d -> {}, new Random(1));
      assertThat(world.scan(http, base, Optional.of(DeviceWorld.PRODUCT)).decision())
          .isEqualTo("install");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void refusesAnAddressOfAnotherScheme() {
    assertThatThrownBy(() -> BaseAddress.parse("ftp://edge.invalid/"))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC7116"));
  }

  private ScanResult scanUnnamed() throws IOException {
    return world.scan(base -> world.edge, URI.create("http://edge.invalid/"), Optional.empty());
  }

  private void hint(int number, String json) {
    String id = String.valueOf(world.smbios.hardwareIds().get(number));
    world.edge.files().put("hardware/" + id + ".json", json.getBytes(StandardCharsets.UTF_8));
  }
}
