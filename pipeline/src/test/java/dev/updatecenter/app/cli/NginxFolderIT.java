package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.NginxEdge;
import dev.updatecenter.testing.Programs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * samples/hosting/nginx-folder under the real nginx: the demo's devices scan, download and report
 * through it by TLS; then strangers try what they may not.
 */
class NginxFolderIT {
  private static final Path SAMPLE =
      SampleHome.CHECKOUT.resolve("samples/hosting/nginx-folder/updatecenter.conf");

  private static final String REPORT =
      "/reports/ContosoKiosk/2026-11-22/0b5f0f5e-0000-4000-8000-000000000001.json";

  private static Path home = Path.of("");
  private static NginxEdge edge;
  private static URI base;
  private static HttpClient client;

  @BeforeAll
  static void runTheDemoBehindIt(@TempDir Path folder) throws Exception {
    home = SampleHome.trusting(folder.resolve("home"));
    int port = NginxEdge.freePort();
    base = URI.create("https://127.0.0.1:" + port);
    KeyStore trust = certify(folder);
    edge = NginxEdge.including(sample(folder, port));
    client = HttpClient.newBuilder().sslContext(context(trust)).build();
    Path config = home.resolve("updatecenter.yaml");
    Files.writeString(
        config, Files.readString(config) + "publicUrl: " + base + "\nreportUrl: " + base + "\n");

    ChildProcess.run(
            List.of(
                "-Dupdatecenter.checkout=" + SampleHome.CHECKOUT,
                "-Djavax.net.ssl.trustStore=" + folder.resolve("trust.p12"),
                "-Djavax.net.ssl.trustStorePassword=TEST"),
            home,
            "demo")
        .endsWith(0);
  }

  @AfterAll
  static void stop() {
    if (edge != null) {
      edge.close();
    }
  }

  /** What the sample's comments tell its reader to change. */
  private static String sample(Path folder, int port) throws IOException {
    return Files.readString(SAMPLE)
        .replace("listen 443 ssl;", "listen 127.0.0.1:" + port + " ssl;")
        .replace("  listen [::]:443 ssl;\n", "")
        .replace("/srv/updatecenter/store", home.resolve("store").toString())
        .replace("/srv/updatecenter/private", home.resolve("private").toString())
        .replace("/etc/ssl/updatecenter/fullchain.pem", folder.resolve("tls.pem").toString())
        .replace("/etc/ssl/private/updatecenter.key", folder.resolve("tls.key").toString());
  }

  private static KeyStore certify(Path folder) throws Exception {
    Files.createDirectories(home.resolve("private"));
    Programs.Result made =
        Programs.run(
            Programs.require("openssl"),
            ("req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=TEST -addext"
                    + (" subjectAltName=IP:127.0.0.1 -out " + folder.resolve("tls.pem"))
                    + (" -keyout " + folder.resolve("tls.key")))
                .split(" ", -1));
    assertThat(made.exit()).as(made.output()).isZero();
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    try (var pem = Files.newInputStream(folder.resolve("tls.pem"))) {
      trust.setCertificateEntry(
          "TEST", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve("trust.p12"))) {
      trust.store(out, "TEST".toCharArray());
    }
    return trust;
  }

  private static SSLContext context(KeyStore trust) throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private static HttpResponse<String> ask(String method, String path, String body, String... more)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (more.length > 0) {
      request.headers(more);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void devicesReportThroughItAndTheirReportsLieWhereTheyAreTakenIn() throws Exception {
    List<NginxEdge.Request> puts =
        edge.requests().stream()
            .filter(r -> r.method().equals("PUT") && r.status() == 201)
            .toList();

    assertThat(puts).hasSizeGreaterThanOrEqualTo(DemoFleet.SIZE);
    assertThat(puts).allSatisfy(put -> assertThat(home.resolve("private" + put.path())).exists());
    assertThat(edge.requests())
        .anyMatch(r -> r.path().startsWith("/content/packages/") && r.status() == 200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/content/packages/                        | public, max-age=31536000, immutable",
        "/content/ContosoKiosk/offers/             | public, max-age=31536000, immutable",
        "/products/ContosoKiosk/metadata/1.        | public, max-age=31536000, immutable",
        "/products/ContosoKiosk/metadata/timestamp | public, max-age=30",
        "/hardware/                                | public, max-age=300",
      })
  void givesEachPathItsHeader(String prefix, String expected) throws Exception {
    HttpResponse<String> answer = ask("GET", first(prefix), "", "Accept-Encoding", "gzip");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly(expected);
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
  }

  /** A file of the store by the beginning of its path. */
  private static String first(String prefix) throws IOException {
    Path store = home.resolve("store");
    try (Stream<Path> files = Files.walk(store)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> "/" + store.relativize(file))
          .filter(path -> path.startsWith(prefix))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void answersAQuestionAfterTheTimestampByThePresentOne() throws Exception {
    String path = "/products/ContosoKiosk/metadata/timestamp.json";
    String modified = ask("GET", path, "").headers().firstValue("Last-Modified").orElseThrow();

    HttpResponse<String> again = ask("GET", path, "", "If-Modified-Since", modified);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void keepsWhoeverAsksForWhatIsMissingFromKeepingTheAnswer() throws Exception {
    HttpResponse<String> answer = ask("GET", "/products/ContosoKiosk/metadata/9.root.json", "");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
  }

  @Test
  void takesAReportOnceAndNeverAnotherUnderItsName() throws Exception {
    assertThat(ask("PUT", REPORT, "{}").statusCode()).isEqualTo(201);

    assertThat(ask("PUT", REPORT, "{\"other\":1}").statusCode()).isEqualTo(409);

    assertThat(home.resolve("private" + REPORT)).hasContent("{}");
    assertThat(ask("GET", REPORT, "").statusCode()).isEqualTo(403);
    assertThat(ask("DELETE", REPORT, "").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /reports/ContosoKiosk/2026-11-22/../../../audit/a.json, 404",
    "PUT, /reports/ContosoKiosk/2026-11-22/report.json, 404",
    "PUT, /reports/ContosoKiosk/2026-11-22/0b5f0f5e-0000-4000-8000-000000000001.json/x, 404",
    "PUT, /audit/ContosoKiosk/2026-11-22/0b5f0f5e-0000-4000-8000-000000000001.json, 404",
    "PUT, /content/packages/0123456789abcdef/x.cab, 403",
    "PUT, /products/ContosoKiosk/metadata/timestamp.json, 403",
    "GET, /.staging/x, 404",
    "GET, /products/ContosoKiosk/, 404",
    "GET, /content/, 403",
    "GET, /audit/, 404",
  })
  void letsNobodyDoMore(String method, String path, int status) throws Exception {
    assertThat(ask(method, path, method.equals("PUT") ? "{}" : "").statusCode()).isEqualTo(status);
  }

  @Test
  void takesNothingThatIsTooLongForAReport() throws Exception {
    String path = REPORT.replace("0001.json", "0002.json");

    assertThat(ask("PUT", path, "x".repeat((256 << 10) + 1)).statusCode()).isEqualTo(413);

    assertThat(home.resolve("private" + path)).doesNotExist();
  }
}
