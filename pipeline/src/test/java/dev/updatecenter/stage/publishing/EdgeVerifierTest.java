package dev.updatecenter.stage.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.EdgeAnswer;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeVerifierTest {
  private static final String BROKEN = "content/packages/0/three.cab";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T08:00:00Z"));
  private final List<Duration> pauses = new ArrayList<>();
  private final ScriptedEdge edge = new ScriptedEdge();
  private final EdgeVerifier verifier =
      new EdgeVerifier(
          edge,
          Progress.NONE,
          clock,
          duration -> {
            pauses.add(duration);
            clock.pass(duration);
          });

  @Test
  void asksForEachObjectWholeAndForOnePartOfItAtAPlaceThatDoesNotChange() {
    List<EdgeObject> objects = objects(40);

    verifier.verify(objects);

    List<String> first = edge.requests().stream().sorted().toList();
    assertThat(first).hasSize(80);
    verifier.verify(objects);
    assertThat(edge.requests().subList(80, 160)).containsExactlyInAnyOrderElementsOf(first);
    assertThat(pauses).isEmpty();
  }

  @Test
  void objectOfNoBytesHasNoPart() {
    verifier.verify(List.of(put("content/empty", new byte[0])));

    assertThat(edge.requests()).containsExactly("content/empty");
  }

  @Test
  void nothingNewAsksNothing() {
    verifier.verify(List.of());

    assertThat(edge.requests()).isEmpty();
  }

  @Test
  void edgeThatIsBehindIsAskedAgainForWhatItDidNotHaveAlone() {
    List<EdgeObject> objects = objects(20);
    edge.spoil((q, good) -> is(q) && q.time() <= 3 ? ScriptedEdge.status(404) : good);

    verifier.verify(objects);

    assertThat(edge.requests()).hasSize(2 * 20 + 3);
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void edgeThatStaysBehindIsGivenUpAfterTwoMinutes() {
    List<EdgeObject> objects = objects(20);
    edge.spoil((q, good) -> is(q) ? ScriptedEdge.status(404) : good);

    UpdateCenterException refused = refused(objects);

    assertThat(pauses.stream().mapToLong(Duration::toSeconds).sum()).isEqualTo(120);
    assertThat(refused.code()).isEqualTo("UC5101");
    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.getMessage()).startsWith("1 of 20 new objects");
    assertThat(refused.why()).contains(BROKEN, "status 404", "Age: 7", "X-Cache: TCP_HIT");
  }

  @Test
  void clockThatStandsDoesNotHoldTheRun() {
    EdgeVerifier standing = new EdgeVerifier(edge, Progress.NONE, clock, pauses::add);
    edge.spoil((q, good) -> ScriptedEdge.status(503));

    assertThat(catchThrowableOfType(UpdateCenterException.class, () -> verify(standing)).code())
        .isEqualTo("UC5101");
    assertThat(pauses.stream().mapToLong(Duration::toSeconds).sum()).isEqualTo(120);
  }

  private void verify(EdgeVerifier other) {
    other.verify(objects(2));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("truncated", "UC5101", "bytes, not", (q, good) -> cut(good)),
        fault("longer", "UC5101", "more than", (q, good) -> longer(good)),
        fault("other bytes", "UC5101", "SHA-256", (q, good) -> other(good)),
        fault("other length", "UC5101", "Content-Length 5", (q, good) -> page(good)),
        fault("no length", "UC5101", "no Content-Length", field("Content-Length", "")),
        fault("busy", "UC5101", "status 503", (q, good) -> ScriptedEdge.status(503)),
        fault("gone", "UC5101", "status 410", (q, good) -> ScriptedEdge.status(410)),
        fault("breaks off", "UC5101", "reset", (q, good) -> ScriptedEdge.with(good, reset())),
        fault("no answer", "UC5101", "refused", (q, good) -> silent()),
        fault("part missing", "UC5101", "status 404 for bytes", part(ScriptedEdge.status(404))),
        fault("part cut", "UC5101", "other bytes for", (q, good) -> q.part() ? cut(good) : good),
        fault("no caching", "UC5110", "no Cache-Control", field("Cache-Control", "")),
        fault("private", "UC5110", "Cache-Control is 'private'", caching("private")),
        fault("short", "UC5110", "max-age=60", caching("public, max-age=60, immutable")),
        fault("mutable", "UC5110", "public, max-age=3", caching("public, max-age=31536000")),
        fault(
            "no-cache",
            "UC5110",
            "no-cache",
            caching("public,max-age=31536000,immutable,no-cache")),
        fault("gzip", "UC5110", "compressed", field("Content-Encoding", "gzip")),
        fault("range ignored", "UC5110", "the whole came", (q, good) -> whole(q, good)),
        fault("range untold", "UC5110", "Content-Range is none", parts(field("Content-Range", ""))),
        fault(
            "other range",
            "UC5110",
            "Content-Range is bytes 0-1/2",
            parts(field("Content-Range", "bytes 0-1/2"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void faultIsNamedAndStopsTheRun(
      String name, String code, String said, ScriptedEdge.Spoiling how) {
    List<EdgeObject> objects = objects(20);
    edge.spoil((q, good) -> is(q) ? how.of(q, good) : good);

    UpdateCenterException refused = refused(objects);

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.why()).startsWith(BROKEN + ": ").contains(said);
    assertThat(refused.state())
        .contains("timestamp.json, which leads devices to them, was not changed");
    // A rule does not mend itself by waiting.
    assertThat(pauses.isEmpty()).isEqualTo(code.equals("UC5110"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public, max-age=31536000, immutable",
        "immutable,PUBLIC , Max-Age=31536000",
        "public, max-age=\"99999999\", immutable, s-maxage=1"
      })
  void cachingThatSaysAsMuchIsTaken(String value) {
    List<EdgeObject> objects = objects(1);
    edge.spoil((q, good) -> ScriptedEdge.with(good, "Cache-Control", value));

    verifier.verify(objects);

    assertThat(pauses).isEmpty();
  }

  @Test
  void trickleEnds() {
    List<EdgeObject> objects = List.of(put("content/one", new byte[400]));
    edge.spoil((q, good) -> ScriptedEdge.with(good, trickle()));

    assertThat(refused(objects).why()).contains("bytes came in time");
  }

  @Test
  void tenAreToldOfManyAndTheOthersCounted() {
    List<EdgeObject> objects = objects(40);
    edge.spoil((q, good) -> q.part() ? good : ScriptedEdge.with(good, "Cache-Control", "no-store"));

    UpdateCenterException refused = refused(objects);

    assertThat(refused.getMessage()).startsWith("40 of 40 new objects");
    assertThat(refused.why().split("Cache-Control is", -1)).hasSize(11);
    assertThat(refused.why()).endsWith("; and 30 more");
  }

  @Test
  void anotherPlaceIsNotAskedForAllOfFiveThousand() {
    List<EdgeObject> objects = objects(5_000);
    edge.spoil((q, good) -> ScriptedEdge.status(403));

    UpdateCenterException refused = refused(objects);

    int rounds = pauses.size() + 1;
    assertThat(edge.requests().size())
        .isBetween(EdgeRound.ENOUGH * rounds, (EdgeRound.ENOUGH + Transfers.AT_ONCE) * rounds);
    assertThat(refused.why()).contains("others were not looked at");
  }

  @Test
  void whatAnEdgeSaysReachesNoTerminal() {
    List<EdgeObject> objects = objects(1);
    edge.spoil(
        (q, good) ->
            ScriptedEdge.with(good, "Cache-Control", "\u001b[2J" + "x".repeat(10_000) + "\n"));

    assertThat(refused(objects).why()).matches("[\\x20-\\x7e]*").hasSizeLessThan(1_000);
  }

  private UpdateCenterException refused(List<EdgeObject> objects) {
    return catchThrowableOfType(UpdateCenterException.class, () -> verifier.verify(objects));
  }

  private static boolean is(ScriptedEdge.Question question) {
    return question.name().value().equals(BROKEN);
  }

  /** So many objects of up to 100 kB; the one that is broken is among them. */
  private List<EdgeObject> objects(int count) {
    Random random = new Random(5);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              byte[] content = new byte[random.nextInt(count > 100 ? 100 : 100_000) + 10];
              random.nextBytes(content);
              return put(i == count / 2 ? BROKEN : "content/packages/" + i + "/p.cab", content);
            })
        .toList();
  }

  private EdgeObject put(String name, byte[] content) {
    edge.put(new BlobName(name), content);
    return new EdgeObject(new BlobName(name), content.length, ContentDigest.of(content));
  }

  private static Arguments fault(String name, String code, String said, ScriptedEdge.Spoiling how) {
    return Arguments.of(name, code, said, how);
  }

  private static ScriptedEdge.Spoiling field(String field, String value) {
    return (q, good) -> ScriptedEdge.with(good, field, value);
  }

  private static ScriptedEdge.Spoiling caching(String value) {
    return field("Cache-Control", value);
  }

  private static ScriptedEdge.Spoiling parts(ScriptedEdge.Spoiling how) {
    return (q, good) -> q.part() ? how.of(q, good) : good;
  }

  private static ScriptedEdge.Spoiling part(EdgeAnswer answer) {
    return (q, good) -> q.part() ? answer : good;
  }

  private static EdgeAnswer cut(EdgeAnswer good) throws IOException {
    byte[] all = good.content().readAllBytes();
    return ScriptedEdge.with(
        good, new ByteArrayInputStream(Arrays.copyOf(all, all.length - all.length / 2)));
  }

  private static EdgeAnswer longer(EdgeAnswer good) throws IOException {
    byte[] all = good.content().readAllBytes();
    return ScriptedEdge.with(
        good, new ByteArrayInputStream(Arrays.copyOf(all, all.length + 1_000_000)));
  }

  private static EdgeAnswer other(EdgeAnswer good) throws IOException {
    byte[] all = good.content().readAllBytes();
    all[all.length / 2] ^= 1;
    return ScriptedEdge.with(good, new ByteArrayInputStream(all));
  }

  /** An error page that says 200. */
  private static EdgeAnswer page(EdgeAnswer good) {
    return ScriptedEdge.answer(good.status(), "<html".getBytes(UTF_8), java.util.Map.of());
  }

  private static EdgeAnswer whole(ScriptedEdge.Question question, EdgeAnswer good) {
    return question.part() ? new EdgeAnswer(200, good.fields(), good.content()) : good;
  }

  private static EdgeAnswer silent() throws IOException {
    throw new IOException("connection refused");
  }

  private static InputStream reset() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("connection reset");
      }

      @Override
      public int read(byte[] block, int offset, int length) throws IOException {
        return read();
      }
    };
  }

  /** A byte a minute. */
  private InputStream trickle() {
    return new InputStream() {
      @Override
      public int read() {
        clock.pass(Duration.ofMinutes(1));
        return 0;
      }

      @Override
      public int read(byte[] block, int offset, int length) {
        block[offset] = (byte) read();
        return 1;
      }
    };
  }
}
