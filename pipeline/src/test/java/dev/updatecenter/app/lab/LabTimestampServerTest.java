package dev.updatecenter.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.TestLab;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabTimestampServerTest {
  private static final Instant NOW = Instant.parse("2027-01-02T03:04:05Z");

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path dir;

  @Test
  void opensslTrustsTheTokenAndItsNonceAndCertificate() throws Exception {
    Path openssl = Programs.require("openssl");
    Path data = Files.writeString(dir.resolve("data"), "what is stamped");
    Path query = dir.resolve("query.tsq");
    Path reply = dir.resolve("reply.tsr");
    Programs.run(openssl, "ts", "-query", "-data", s(data), "-sha256", "-cert", "-out", s(query));
    LabIdentity identity = TestLab.pki().timestamps();
    try (LabTimestampServer server =
        LabTimestampServer.start(identity, Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom())) {
      Files.write(reply, post(server.uri(), Files.readAllBytes(query)));
    }
    assertThat(
            Programs.run(
                    openssl,
                    "ts",
                    "-verify",
                    "-queryfile",
                    s(query),
                    "-in",
                    s(reply),
                    "-CAfile",
                    s(TestLab.pki().timestampRootPem()))
                .output())
        .contains("Verification: OK");
    assertThat(Programs.run(openssl, "ts", "-reply", "-in", s(reply), "-text").output())
        .contains("Jan  2 03:04:05 2027 GMT", "0x01 seconds");
  }

  @Test
  void answersNonsenseWithoutAToken() throws Exception {
    byte[] nonsense = "not a query".getBytes(StandardCharsets.US_ASCII);
    try (LabTimestampServer server =
        LabTimestampServer.start(
            TestLab.pki().timestamps(), Clock.systemUTC(), new SecureRandom())) {
      HttpResponse<byte[]> answer = send(server.uri(), nonsense);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).isEmpty();
    }
  }

  private static byte[] post(URI uri, byte[] body) throws Exception {
    return send(uri, body).body();
  }

  private static HttpResponse<byte[]> send(URI uri, byte[] body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String s(Path path) {
    return path.toString();
  }
}
