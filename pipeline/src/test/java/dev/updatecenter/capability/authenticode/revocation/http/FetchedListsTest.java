package dev.updatecenter.capability.authenticode.revocation.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.revocation.RevocationList;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.AskedServer;
import dev.updatecenter.testing.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FetchedListsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final TestAuthority AUTHORITY = new TestAuthority("Contoso TEST list CA", NOW);
  private static final byte[] LIST = AUTHORITY.crl(b -> {});
  private static final FetchLimits SHORT =
      new FetchLimits(Duration.ofSeconds(2), Duration.ofMillis(700), 4096);

  private final Path home;
  private final AskedServer server = new AskedServer(AskedServer.bytes(LIST));
  private final CountDownLatch over = new CountDownLatch(1);

  FetchedListsTest(@TempDir Path home) {
    this.home = home;
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.close();
  }

  @Test
  void keepsAListOnceItsIssuerProvedToHaveSignedIt() throws Exception {
    FetchedLists lists = lists(NOW);
    RevocationList list = lists.get(server.uri("/a.crl")).list().orElseThrow();
    assertThat(kept()).isEmpty();

    lists.proven(list);

    assertThat(kept()).hasSize(1);
    assertThat(Files.readAllBytes(kept().get(0))).isEqualTo(LIST);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept().get(0))))
        .isEqualTo("rw-------");
  }

  @Test
  void asksAgainAfterFourHoursAndAtTheNextUpdate() throws Exception {
    fetchAndKeep();
    for (Duration later : List.of(Duration.ZERO, Duration.ofMinutes(239))) {
      assertThat(lists(NOW.plus(later)).get(server.uri("/a.crl")).list()).isPresent();
    }
    assertThat(server.asked()).isEqualTo(1);

    lists(NOW.plus(Duration.ofHours(4))).get(server.uri("/a.crl"));
    assertThat(server.asked()).isEqualTo(2);
  }

  @Test
  void usesTheKeptOneWhenTheServerIsGoneAndSaysSo() throws Exception {
    fetchAndKeep();
    server.close();

    FetchedLists.Got got = lists(NOW.plus(Duration.ofDays(6))).get(server.uri("/a.crl"));
    assertThat(got.list()).isPresent();
    assertThat(got.fault()).get().extracting(Finding::code).isEqualTo("UC4070");
    assertThat(got.fault().orElseThrow().message()).contains("good until");

    FetchedLists.Got late = lists(NOW.plus(Duration.ofDays(8))).get(server.uri("/a.crl"));
    assertThat(late.list()).isPresent();
    assertThat(late.fault().orElseThrow().message()).contains("over since");
  }

  @Test
  void saysWhenNothingIsKept() {
    server.answer(AskedServer.status(503, new byte[0]));

    assertRefused("HTTP status 503");
  }

  @Test
  void followsNoRedirect() {
    try (AskedServer elsewhere = new AskedServer(AskedServer.bytes(LIST))) {
      server.answer(
          (exchange, body) -> {
            exchange.getResponseHeaders().add("Location", elsewhere.uri("/").toString());
            exchange.sendResponseHeaders(302, -1);
          });

      assertRefused("redirects");
      assertThat(elsewhere.asked()).isZero();
    }
  }

  @Test
  void givesUpOnAnAnswerThatNeverEnds() {
    server.answer(
        (exchange, body) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(LIST, 0, 10);
          exchange.getResponseBody().flush();
          await();
        });

    assertRefused("no whole answer within");
  }

  @Test
  void givesUpOnAnAnswerThatNeverBegins() {
    server.answer((exchange, body) -> await());

    assertRefused("no whole answer within");
  }

  @Test
  void takesNoMoreThanItsMostBytes() {
    server.answer(
        (exchange, body) -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[1024];
          for (int i = 0; i < 100_000; i++) {
            exchange.getResponseBody().write(block);
          }
        });

    assertRefused("more than 4096 bytes");
  }

  @Test
  void takesNothingThatIsNoList() {
    server.answer(AskedServer.bytes("<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    assertRefused("no revocation list");
  }

  @Test
  void takesNoOlderListThanBefore() throws Exception {
    fetchAndKeep();
    server.answer(
        AskedServer.bytes(
            AUTHORITY.crl(
                NOW.minusSeconds(1), NOW.plus(Duration.ofDays(30)), AUTHORITY.keys(), b -> {})));

    FetchedLists.Got got = lists(NOW.plus(Duration.ofDays(1))).get(server.uri("/a.crl"));
    assertThat(got.list().orElseThrow().thisUpdate()).isEqualTo(NOW);
    assertThat(got.fault().orElseThrow().why()).contains("older");
  }

  @Test
  void aKeptFileThatWasDamagedIsFetchedAgain() throws Exception {
    fetchAndKeep();
    Files.write(kept().get(0), new byte[] {1, 2, 3});

    assertThat(lists(NOW).get(server.uri("/a.crl")).list()).isPresent();
    assertThat(server.asked()).isEqualTo(2);
  }

  @Test
  void offlineItUsesWhatIsKeptAndAsksNobody() throws Exception {
    fetchAndKeep();
    FetchedLists offline = new FetchedLists(folder(), Optional.empty(), NOW.plusSeconds(99_999));

    assertThat(offline.get(server.uri("/a.crl")).list()).isPresent();
    assertThat(offline.get(server.uri("/b.crl"))).isEqualTo(nothing());
    assertThat(server.asked()).isEqualTo(1);
  }

  @Test
  void makesNoHomeForIt() {
    Path none = home.resolve("none");
    RevocationFolder folder = new RevocationFolder(none, none.resolve("revocation"));
    FetchedLists lists = new FetchedLists(folder, Optional.of(new RevocationFetch(SHORT)), NOW);

    lists.proven(lists.get(server.uri("/a.crl")).list().orElseThrow());
    assertThat(none).doesNotExist();
  }

  private static FetchedLists.Got nothing() {
    return new FetchedLists.Got(Optional.empty(), Optional.empty());
  }

  private void assertRefused(String why) {
    FetchedLists.Got got = lists(NOW).get(server.uri("/a.crl"));
    assertThat(got.list()).isEmpty();
    assertThat(got.fault().orElseThrow().code()).isEqualTo("UC4071");
    assertThat(got.fault().orElseThrow().why()).contains(why);
  }

  private void fetchAndKeep() {
    FetchedLists lists = lists(NOW);
    URI address = server.uri("/a.crl");
    lists.proven(lists.get(address).list().orElseThrow());
  }

  private FetchedLists lists(Instant at) {
    return new FetchedLists(folder(), Optional.of(new RevocationFetch(SHORT)), at);
  }

  private RevocationFolder folder() {
    return new RevocationFolder(home, home.resolve("trust").resolve("revocation"));
  }

  private List<Path> kept() throws IOException {
    Path folder = home.resolve("trust").resolve("revocation");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private void await() throws IOException {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
