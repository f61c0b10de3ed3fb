package dev.updatecenter.capability.authenticode.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.testing.DeadAuthority;
import dev.updatecenter.testing.ScriptedAuthority;
import dev.updatecenter.testing.TestCertificates;
import dev.updatecenter.testing.TestTokens;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Rfc3161ClientTest {
  private static final Instant NOW = Instant.parse("2027-01-02T03:04:05Z");
  private static final TestCertificates ISSUER = new TestCertificates(NOW);
  private static final TestTokens TOKENS = new TestTokens(ISSUER, NOW);
  private static final Duration ENOUGH = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final byte[] VALUE = {1, 2, 3};

  private final Rfc3161Client client =
      new Rfc3161Client(
          new TokenCheck(
              new TrustAnchors(Set.of(), Set.of(ISSUER.root()), List.of()),
              Clock.fixed(NOW, ZoneOffset.UTC)),
          new SecureRandom());

  @Test
  void getsATokenAndAsksAsTheStandardWants() throws Exception {
    List<HttpExchange> seen = new ArrayList<>();
    List<TimeStampReq> queries = new ArrayList<>();
    try (ScriptedAuthority authority =
        ScriptedAuthority.start(
            (exchange, query, number) -> {
              seen.add(exchange);
              queries.add(TimeStampReq.getInstance(query));
              ScriptedAuthority.reply(exchange, TOKENS.reply(query));
            })) {
      assertThat(client.ask(at(authority.uri(), ENOUGH), VALUE)).isNotEmpty();
    }
    HttpExchange exchange = seen.get(0);
    assertThat(exchange.getRequestMethod()).isEqualTo("POST");
    assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
        .isEqualTo("application/timestamp-query");
    assertThat(exchange.getRequestHeaders()).doesNotContainKeys("Upgrade", "Authorization");
    assertThat(queries.get(0).getCertReq().isTrue()).isTrue();
    assertThat(queries.get(0).getReqPolicy()).isNull();
    assertThat(queries.get(0).getNonce()).isNotNull();
  }

  @Test
  void grantedWithModificationsIsGrantedAsAllThatWasAskedIsChecked() throws Exception {
    try (ScriptedAuthority authority =
        ScriptedAuthority.start(
            (exchange, query, number) ->
                ScriptedAuthority.reply(
                    exchange, TOKENS.reply(query, PKIStatus.GRANTED_WITH_MODS)))) {
      assertThat(client.ask(at(authority.uri(), ENOUGH), VALUE)).isNotEmpty();
    }
  }

  @Test
  void contentTypeMayHaveParametersAndCapitals() throws Exception {
    try (ScriptedAuthority authority =
        ScriptedAuthority.start(
            (exchange, query, number) ->
                ScriptedAuthority.content(
                    exchange, "Application/Timestamp-Reply; x=1", TOKENS.reply(query)))) {
      assertThat(client.ask(at(authority.uri(), ENOUGH), VALUE)).isNotEmpty();
    }
  }

  @Test
  void tellsTheLoginOnlyWhereThereIsOne() throws Exception {
    List<String> told = new ArrayList<>();
    try (ScriptedAuthority authority =
        ScriptedAuthority.start(
            (exchange, query, number) -> {
              told.add(exchange.getRequestHeaders().getFirst("Authorization"));
              ScriptedAuthority.reply(exchange, TOKENS.reply(query));
            })) {
      AuthorityLogin login = new AuthorityLogin("contoso", "secret");
      client.ask(
          new TimestampAuthority(
              authority.uri(), OptionalDouble.empty(), ENOUGH, Optional.of(login)),
          VALUE);
      assertThat(login.toString()).doesNotContain("secret");
    }
    assertThat(told).containsExactly("Basic Y29udG9zbzpzZWNyZXQ=");
  }

  static List<Arguments> bad() {
    return List.of(
        bad("FAILING", "HTTP status 500", status(500)),
        bad("FAILING", "HTTP status 502", status(502)),
        bad("BUSY", "HTTP status 503", status(503)),
        bad("BUSY", "HTTP status 429", status(429)),
        bad("REFUSING", "HTTP status 401", status(401)),
        bad("REFUSING", "HTTP status 404", status(404)),
        bad("REFUSING", "HTTP status 204", status(204)),
        bad("REFUSING", "it has moved to https://elsewhere.example/", Rfc3161ClientTest::moved),
        bad("REFUSING", "of type text/html", (x, q, n) -> content(x, "text/html", q)),
        bad("REFUSING", "of type none", (x, q, n) -> x.sendResponseHeaders(200, -1)),
        bad("REFUSING", "malformed", (x, q, n) -> ScriptedAuthority.reply(x, new byte[] {1, 2})),
        bad("REFUSING", "malformed", (x, q, n) -> ScriptedAuthority.reply(x, new byte[1])),
        bad("REFUSING", "malformed", Rfc3161ClientTest::trailing),
        bad("REFUSING", "malformed", Rfc3161ClientTest::nested),
        bad("REFUSING", "malformed", Rfc3161ClientTest::nestedToken),
        bad("REFUSING", "malformed", Rfc3161ClientTest::grantedWithoutToken),
        bad("REFUSING", "longer than 65536 bytes", Rfc3161ClientTest::endless),
        bad("REFUSING", "longer than 65536 bytes", Rfc3161ClientTest::huge),
        bad("REFUSING", "status 2", refusal(PKIFailureInfo.badAlg)),
        bad("REFUSING", "no such thing here", refusal(PKIFailureInfo.unacceptedPolicy)),
        bad("FAILING", "no such thing here", refusal(PKIFailureInfo.timeNotAvailable)),
        bad("FAILING", "no such thing here", refusal(PKIFailureInfo.systemFailure)),
        bad("UNREACHABLE", "the connection broke", (x, q, n) -> x.close()));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("bad")
  void tellsWhatIsWrong(AuthorityFault.Kind kind, String why, ScriptedAuthority.Script script)
      throws Exception {
    try (ScriptedAuthority authority = ScriptedAuthority.start(script)) {
      AuthorityFault fault = fault(at(authority.uri(), ENOUGH));
      assertThat(fault.why()).contains(why);
      assertThat(fault.kind()).isEqualTo(kind);
    }
  }

  @Test
  void cutsTheWordsOfStrangersAndTheirControlCharacters() throws Exception {
    String words = "\u001b[31m" + "x".repeat(5000);
    try (ScriptedAuthority authority =
        ScriptedAuthority.start(
            (exchange, query, number) ->
                ScriptedAuthority.reply(
                    exchange, refusal(PKIFailureInfo.badRequest, words).getEncoded()))) {
      assertThat(fault(at(authority.uri(), ENOUGH)).why())
          .doesNotContain("\u001b")
          .hasSizeLessThan(250);
    }
  }

  @Test
  void retryAfterIsReadInSecondsAndAsADate() throws Exception {
    assertThat(retryAfter("7")).hasValue(Duration.ofSeconds(7));
    assertThat(retryAfter("Fri, 01 Jan 2100 00:00:00 GMT"))
        .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofDays(365)));
    assertThat(retryAfter("Fri, 01 Jan 1999 00:00:00 GMT")).isEmpty();
    assertThat(retryAfter("soon")).isEmpty();
    assertThat(retryAfter("-1")).isEmpty();
    assertThat(retryAfter("99999999999999999999")).isEmpty();
  }

  @Test
  void oneThatNeverAnswersIsSilentAfterItsTime() throws Exception {
    try (DeadAuthority dead = new DeadAuthority()) {
      AuthorityFault fault = fault(at(dead.uri(), SHORT));
      assertThat(fault.kind()).isEqualTo(AuthorityFault.Kind.SILENT);
      assertThat(fault.why()).isEqualTo("no answer within 400 ms");
    }
  }

  @Test
  void tricklingAnswerIsSilentAfterItsTime() throws Exception {
    try (ScriptedAuthority authority = ScriptedAuthority.start(Rfc3161ClientTest::half)) {
      assertThat(fault(at(authority.uri(), SHORT)).kind()).isEqualTo(AuthorityFault.Kind.SILENT);
    }
  }

  @Test
  void refusedPortAndUnknownNameAreUnreachable() throws Exception {
    URI closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
    AuthorityFault refused = fault(at(closed, ENOUGH));
    assertThat(refused.kind()).isEqualTo(AuthorityFault.Kind.UNREACHABLE);
    assertThat(refused.why()).startsWith("no connection");
    AuthorityFault unknown = fault(at(URI.create("http://nowhere.invalid/"), ENOUGH));
    assertThat(unknown.kind()).isEqualTo(AuthorityFault.Kind.UNREACHABLE);
    assertThat(unknown.why()).contains("name is not known");
  }

  private AuthorityFault fault(TimestampAuthority authority) {
    AuthorityFault fault =
        catchThrowableOfType(AuthorityFault.class, () -> client.ask(authority, VALUE));
    assertThat(fault).isNotNull();
    return fault;
  }

  private Optional<Duration> retryAfter(String value) throws IOException {
    try (ScriptedAuthority authority =
        ScriptedAuthority.start(
            (exchange, query, number) -> {
              exchange.getResponseHeaders().add("Retry-After", value);
              ScriptedAuthority.status(exchange, 429);
            })) {
      return fault(at(authority.uri(), ENOUGH)).retryAfter();
    }
  }

  private static TimestampAuthority at(URI uri, Duration timeout) {
    return new TimestampAuthority(uri, OptionalDouble.empty(), timeout, Optional.empty());
  }

  private static Arguments bad(String kind, String why, ScriptedAuthority.Script script) {
    return Arguments.of(AuthorityFault.Kind.valueOf(kind), why, script);
  }

  private static ScriptedAuthority.Script status(int status) {
    return (exchange, query, number) -> ScriptedAuthority.status(exchange, status);
  }

  private static void content(HttpExchange exchange, String type, byte[] query) throws IOException {
    ScriptedAuthority.content(exchange, type, TOKENS.reply(query));
  }

  private static void moved(HttpExchange exchange, byte[] query, int number) throws IOException {
    exchange.getResponseHeaders().add("Location", "https://elsewhere.example/");
    ScriptedAuthority.status(exchange, 307);
  }

  private static void trailing(HttpExchange exchange, byte[] query, int number) throws IOException {
    byte[] reply = TOKENS.reply(query);
    ScriptedAuthority.reply(exchange, Arrays.copyOf(reply, reply.length + 1));
  }

  /** Sequences in sequences, as deep as the size allows: a stack overflow to the unwary. */
  private static void nested(HttpExchange exchange, byte[] query, int number) throws IOException {
    byte[] deep = new byte[Rfc3161Client.LONGEST_ANSWER];
    for (int i = 0; i < deep.length; i += 2) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x80;
    }
    ScriptedAuthority.reply(exchange, deep);
  }

  /** The same in a granted answer's token, of definite lengths. */
  private static void nestedToken(HttpExchange exchange, byte[] query, int number)
      throws IOException {
    byte[] deep = {};
    while (deep.length < Rfc3161Client.LONGEST_ANSWER - 100) {
      deep = element(0x30, deep);
    }
    byte[] oid = {6, 1, 42};
    byte[] token = element(0x30, join(oid, element(0xa0, deep)));
    byte[] granted = {0x30, 3, 2, 1, 0};
    ScriptedAuthority.reply(exchange, element(0x30, join(granted, token)));
  }

  private static byte[] element(int tag, byte[] content) {
    byte[] head = {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
    return join(head, content);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static void grantedWithoutToken(HttpExchange exchange, byte[] query, int number)
      throws IOException {
    ScriptedAuthority.reply(
        exchange, new TimeStampResp(new PKIStatusInfo(PKIStatus.granted), null).getEncoded());
  }

  private static void huge(HttpExchange exchange, byte[] query, int number) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
    exchange.sendResponseHeaders(200, 1L << 40);
    flood(exchange.getResponseBody());
  }

  private static void endless(HttpExchange exchange, byte[] query, int number) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
    exchange.sendResponseHeaders(200, 0);
    flood(exchange.getResponseBody());
  }

  private static void flood(OutputStream out) {
    byte[] block = new byte[8192];
    try {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // The client has hung up, as it should.
    }
  }

  /** A header, half of the content, and then nothing until the server is closed. */
  private static void half(HttpExchange exchange, byte[] query, int number) throws IOException {
    byte[] reply = TOKENS.reply(query);
    exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
    exchange.sendResponseHeaders(200, reply.length);
    exchange.getResponseBody().write(reply, 0, reply.length / 2);
    exchange.getResponseBody().flush();
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ScriptedAuthority.Script refusal(int failure) {
    return (exchange, query, number) ->
        ScriptedAuthority.reply(exchange, refusal(failure, "no such thing here").getEncoded());
  }

  private static TimeStampResp refusal(int failure, String words) {
    return new TimeStampResp(
        new PKIStatusInfo(
            PKIStatus.getInstance(new ASN1Integer(PKIStatus.REJECTION)),
            new PKIFreeText(words),
            new PKIFailureInfo(failure)),
        null);
  }
}
