package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.app.wiring.ConfigurationReader;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.device.HttpReportSink;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.Azurite;
import dev.updatecenter.testing.NginxEdge;
import dev.updatecenter.testing.Programs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** samples/hosting/azure/report-gateway.conf under the real nginx, with Azurite for Azure. */
class ReportGatewayIT {
  private static final Path HOSTING = SampleHome.CHECKOUT.resolve("samples/hosting");
  private static final String FOLDER = "reports/ContosoKiosk/2026-11-22/";

  private static Azurite azurite;
  private static Path folder = Path.of("");
  private static String signature = "";

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    azurite = Azurite.start();
    Programs.Result made =
        Programs.run(
            Programs.require("node"),
            HOSTING.resolve("azurite-nginx/containers.cjs").toString(),
            azurite.endpoint().toString(),
            folder.resolve("connection").toString());
    assertThat(made.exit()).as(made.output()).isZero();
    signature = made.output().strip();
  }

  @AfterAll
  static void stop() {
    if (azurite != null) {
      azurite.close();
    }
  }

  /** The gateway with a signature; TLS, which needs names and certificates, is left out. */
  private static NginxEdge gateway(URI base, String signed) throws Exception {
    Path include = folder.resolve("signature.conf");
    Files.writeString(include, "set $updatecenter_signature \"" + signed + "\";\n");
    String authority = azurite.endpoint().getAuthority();
    return NginxEdge.including(
        Files.readString(HOSTING.resolve("azure/report-gateway.conf"))
            .replace("listen 443 ssl;", "listen " + base.getAuthority() + ";")
            .replace("  listen [::]:443 ssl;\n", "")
            .replaceAll("(?m)^  ssl_.*\n", "")
            .replace("/etc/nginx/updatecenter-signature.conf", include.toString())
            .replace("contosoupdates.blob.core.windows.net:443", authority)
            .replace("Host contosoupdates.blob.core.windows.net", "Host " + authority)
            .replace("https://updatecenter_azure/", "http://updatecenter_azure/devstoreaccount1/"));
  }

  private static URI address() throws Exception {
    return URI.create("http://127.0.0.1:" + NginxEdge.freePort());
  }

  private static int ask(URI base, String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/" + path))
            .method(method, BodyPublishers.ofString("{\"other\":1}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static Optional<String> kept(BlobName name) {
    Home home = new Home(folder.resolve("home"));
    Map<String, String> environment =
        Map.of(
            "UPDATECENTER_REPORTS",
            "azblob://" + Azurite.ACCOUNT + "/private",
            "UPDATECENTER_AZURE_CONNECTION_STRING",
            azurite.connectionString());
    try (Wiring wiring =
        new Wiring(
            home,
            new ConfigurationReader(environment).read(Optional.empty(), home),
            Clock.systemUTC(),
            Progress.NONE)) {
      return wiring
          .privatePart()
          .read(name, 1 << 10)
          .map(b -> new String(b, StandardCharsets.UTF_8));
    }
  }

  @Test
  void aReportComesInOnceAndBringingItAgainIsFine() throws Exception {
    BlobName name = new BlobName(FOLDER + "0b5f0f5e-0000-4000-8000-000000000001.json");
    URI base = address();
    try (NginxEdge gateway = gateway(base, signature)) {
      HttpReportSink device = new HttpReportSink(base, Duration.ofMillis(1));
      device.deliver(name, "{}".getBytes(StandardCharsets.UTF_8));
      device.deliver(name, "{}".getBytes(StandardCharsets.UTF_8));

      assertThat(gateway.requests())
          .extracting(NginxEdge.Request::status)
          .containsExactly(201, 409);
      assertThat(kept(name)).hasValue("{}");
    }
  }

  @Test
  void nothingElseIsLetThrough() throws Exception {
    String name = FOLDER + "0b5f0f5e-0000-4000-8000-000000000002.json";
    URI base = address();
    try (NginxEdge gateway = gateway(base, signature)) {
      // What a stranger says of the blob is dropped: it is made as every report is.
      assertThat(ask(base, "PUT", name, "x-ms-blob-type", "PageBlob", "x-ms-lease-id", "x"))
          .isEqualTo(201);
      assertThat(ask(base, "PUT", name)).isEqualTo(409);
      assertThat(ask(base, "GET", name)).isEqualTo(403);
      assertThat(ask(base, "DELETE", name)).isEqualTo(403);
      assertThat(ask(base, "PUT", "audit/ContosoKiosk/1.jsonl")).isEqualTo(404);
      assertThat(ask(base, "PUT", FOLDER + "../../../audit/1.jsonl")).isEqualTo(404);
      assertThat(ask(base, "GET", "?restype=container&comp=list")).isEqualTo(404);
      assertThat(gateway.requests()).hasSize(7);
    }
  }

  @Test
  void aSignatureThatEndedIsARefusalThatPasses() throws Exception {
    BlobName name = new BlobName(FOLDER + "0b5f0f5e-0000-4000-8000-000000000003.json");
    URI base = address();
    try (NginxEdge gateway = gateway(base, signature.replace("sig=", "sig=A"))) {
      HttpReportSink device = new HttpReportSink(base, Duration.ofMillis(1));

      assertThatThrownBy(() -> device.deliver(name, "{}".getBytes(StandardCharsets.UTF_8)))
          .isInstanceOfSatisfying(
              UpdateCenterException.class, e -> assertThat(e.exit().code()).isEqualTo(13));

      assertThat(gateway.requests()).extracting(NginxEdge.Request::status).containsOnly(503);
      assertThat(kept(name)).isEmpty();
    }
  }
}
