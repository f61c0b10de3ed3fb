package dev.updatecenter.capability.authenticode.timestamp;

import static dev.updatecenter.capability.authenticode.timestamp.AuthorityFault.Kind.BUSY;
import static dev.updatecenter.capability.authenticode.timestamp.AuthorityFault.Kind.FAILING;
import static dev.updatecenter.capability.authenticode.timestamp.AuthorityFault.Kind.LYING;
import static dev.updatecenter.capability.authenticode.timestamp.AuthorityFault.Kind.OTHER_TIME;
import static dev.updatecenter.capability.authenticode.timestamp.AuthorityFault.Kind.SILENT;
import static dev.updatecenter.capability.authenticode.timestamp.AuthorityFault.Kind.UNREACHABLE;
import static dev.updatecenter.capability.authenticode.timestamp.AuthorityFault.Kind.UNTRUSTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One thread, scripted authorities, time that passes only when somebody waits. */
class TimestampPoolTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final TimestampAuthority A = authority("a", OptionalDouble.empty());
  private static final TimestampAuthority B = authority("b", OptionalDouble.empty());
  private static final byte[] VALUE = {1, 2, 3};

  private final FakeTime time = new FakeTime();
  private final Map<TimestampAuthority, Integer> asked = new HashMap<>();
  private final List<TimestampAuthority> order = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  @Test
  void asksAuthoritiesInTurn() {
    TimestampPool pool = pool((authority, value) -> VALUE, A, B);
    times(4, pool);
    assertThat(order).containsExactly(A, B, A, B);
    assertThat(time.waits()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void deadAuthorityCostsOneTimeoutForManyFiles() {
    TimestampPool pool = pool((authority, value) -> authority == A ? silent() : VALUE, A, B);
    times(200, pool);
    assertThat(asked).containsEntry(A, 1).containsEntry(B, 200);
    assertThat(time.passed()).isEqualTo(TIMEOUT);
    assertThat(told).singleElement().asString().contains("http://a.example", "given up", "silent");
  }

  @Test
  void givesUpAtOnceWhenAllAreDeadAndNeverAnswered() {
    TimestampPool pool = pool((authority, value) -> silent(), A, B);
    UpdateCenterException first = refusal(pool);
    assertThat(first.code()).isEqualTo("UC4041");
    assertThat(first.exit()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(first.why()).contains("http://a.example", "http://b.example", "silent");
    refusal(pool);
    refusal(pool);
    assertThat(asked).containsEntry(A, 1).containsEntry(B, 1);
    assertThat(time.passed()).isEqualTo(TIMEOUT.multipliedBy(2));
  }

  @Test
  void lonelyAuthorityThatAnsweredBeforeIsTriedAgainWithinThePatience() {
    TimestampPool pool =
        pool((authority, value) -> asked.get(A) == 2 || asked.get(A) == 3 ? silent() : VALUE, A);
    times(2, pool);
    assertThat(asked).containsEntry(A, 4);
    assertThat(time.passed().minus(TIMEOUT.multipliedBy(2)))
        .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(15));
    assertThat(told).hasSize(2);
    assertThat(told.get(1)).isEqualTo("Timestamp authority http://a.example/tsa answers again.");
  }

  @Test
  void patienceEndsWhenAnAuthorityThatAnsweredStaysDead() {
    TimestampPool pool = pool((authority, value) -> asked.get(A) > 1 ? silent() : VALUE, A);
    times(1, pool);
    refusal(pool);
    assertThat(time.passed()).isLessThan(PoolPolicy.USUAL.patience().plus(TIMEOUT));
    assertThat(asked.get(A)).isBetween(4, 8);
  }

  @Test
  void serverErrorNowAndThenIsPassedOverByTheOthers() {
    TimestampPool pool =
        pool(
            (authority, value) ->
                authority == B && asked.get(B) % 5 == 0 ? fault(FAILING, "500") : VALUE,
            A,
            B);
    times(100, pool);
    assertThat(time.waits()).isEmpty();
    assertThat(told).isEmpty();
    assertThat(asked.get(B)).isGreaterThan(2);
  }

  @Test
  void waitsLongerAfterEachFaultInARow() {
    TimestampPool pool =
        pool((authority, value) -> asked.get(A) < 4 ? fault(FAILING, "500") : VALUE, A);
    times(1, pool);
    assertThat(time.waits()).hasSize(3);
    assertThat(time.waits().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(time.waits().get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
    assertThat(time.waits().get(2)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(2000));
  }

  @Test
  void givesUpAnAuthorityThatKeepsFailing() {
    TimestampPool pool = pool((authority, value) -> fault(FAILING, "HTTP status 500"), A);
    assertThat(refusal(pool).why()).contains("http://a.example/tsa: HTTP status 500");
    assertThat(asked).containsEntry(A, 4);
    assertThat(time.passed()).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void waitsAsLongAsABusyAuthorityAsks() {
    Duration wish = Duration.ofSeconds(30);
    TimestampPool pool =
        pool(
            (authority, value) -> {
              if (asked.get(A) > 1) {
                return VALUE;
              }
              throw new AuthorityFault(BUSY, "HTTP status 429", Optional.of(wish));
            },
            A);
    times(1, pool);
    assertThat(time.passed()).isEqualTo(wish);
  }

  @Test
  void doesNotWaitForOneThatAsksForMoreThanThePatience() {
    TimestampPool pool =
        pool(
            (authority, value) -> {
              throw new AuthorityFault(BUSY, "HTTP 429", Optional.of(Duration.ofDays(300)));
            },
            A);
    refusal(pool);
    assertThat(time.passed()).isZero();
    time.pass(PoolPolicy.USUAL.longestRetryAfter());
    refusal(pool);
    assertThat(asked).containsEntry(A, 2);
  }

  @Test
  void keepsToTheRateByGoingElsewhereFirst() {
    TimestampAuthority slow = authority("slow", OptionalDouble.of(20));
    TimestampPool pool = pool((authority, value) -> VALUE, slow, B);
    times(10, pool);
    assertThat(asked).containsEntry(slow, 1).containsEntry(B, 9);
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void keepsToTheRateByWaitingWhenThereIsNoOther() {
    TimestampAuthority slow = authority("slow", OptionalDouble.of(20));
    TimestampPool pool = pool((authority, value) -> VALUE, slow);
    times(21, pool);
    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void refusedConnectionIsTriedAgainOnlyWhereItAnsweredBefore() {
    TimestampPool pool = pool((authority, value) -> fault(UNREACHABLE, "refused"), A);
    refusal(pool);
    assertThat(asked).containsEntry(A, 1);

    asked.clear();
    TimestampPool known =
        pool((authority, value) -> asked.get(B) > 1 ? fault(UNREACHABLE, "refused") : VALUE, B);
    times(1, known);
    refusal(known);
    assertThat(asked.get(B)).isGreaterThan(4);
  }

  @Test
  void lyingAuthorityIsNotAskedAgainThoughItAnsweredBefore() {
    TimestampPool pool =
        pool(
            (authority, value) ->
                authority == A && asked.get(A) > 1 ? fault(LYING, "the nonce differs") : VALUE,
            A,
            B);
    times(50, pool);
    assertThat(asked).containsEntry(A, 2).containsEntry(B, 49);
    assertThat(told).singleElement().asString().contains("http://a.example", "the nonce differs");
  }

  @Test
  void revisitsOneThatWasGivenUpOnceNoOtherIsFreeAndTellsThatItIsBack() {
    TimestampAuthority slow = authority("slow", OptionalDouble.of(1));
    TimestampPool pool =
        pool((authority, value) -> authority == A && asked.get(A) == 1 ? silent() : VALUE, A, slow);
    times(5, pool);
    assertThat(asked).containsEntry(A, 1).containsEntry(slow, 5);
    time.pass(PoolPolicy.USUAL.revisit());
    times(4, pool);
    assertThat(asked.get(A)).isGreaterThan(2);
    assertThat(told).hasSize(2);
    assertThat(told.get(1)).contains("http://a.example", "answers again");
  }

  @Test
  void wrongClockIsNamedAsWhatToMend() {
    TimestampPool pool = pool((authority, value) -> fault(OTHER_TIME, "its clock says"), A, B);
    assertThat(refusal(pool).fix()).contains("Check this machine's clock");
  }

  @Test
  void missingRootIsNamedAsWhatToMend() {
    TimestampPool pool = pool((authority, value) -> fault(UNTRUSTED, "no trusted root"), A);
    assertThat(refusal(pool).fix()).contains("trust.timestamping");
  }

  @Test
  void interruptedWaitEndsAndTheAuthorityStaysUsable() {
    TimestampPool pool =
        pool(
            (authority, value) -> {
              if (asked.get(A) == 1) {
                throw new InterruptedException();
              }
              return VALUE;
            },
            A);
    try {
      assertThat(refusal(pool).code()).isEqualTo("UC4045");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    times(1, pool);
    assertThat(asked).containsEntry(A, 2);
  }

  @Test
  void programmingErrorDoesNotBlockTheAuthority() {
    TimestampPool pool =
        pool(
            (authority, value) -> {
              if (asked.get(A) == 1) {
                throw new IllegalStateException("a bug");
              }
              return VALUE;
            },
            A);
    assertThatThrownBy(() -> pool.timestamp(VALUE)).hasMessage("a bug");
    times(1, pool);
  }

  @Test
  void needsAnAuthority() {
    assertThatThrownBy(() -> pool((authority, value) -> VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private TimestampPool pool(AuthorityClient client, TimestampAuthority... authorities) {
    Progress progress =
        new Progress() {
          @Override
          public Task begin(String label, long total, Unit unit) {
            return Progress.NONE.begin(label, total, unit);
          }

          @Override
          public void say(String line) {
            told.add(line);
          }
        };
    AuthorityClient counting =
        (authority, value) -> {
          asked.merge(authority, 1, Integer::sum);
          order.add(authority);
          return client.ask(authority, value);
        };
    return new TimestampPool(
        List.of(authorities), counting, PoolPolicy.USUAL, time, new Random(1), progress);
  }

  private void times(int count, TimestampPool pool) {
    for (int i = 0; i < count; i++) {
      assertThat(pool.timestamp(VALUE)).isEqualTo(VALUE);
    }
  }

  private UpdateCenterException refusal(TimestampPool pool) {
    UpdateCenterException e =
        catchThrowableOfType(UpdateCenterException.class, () -> pool.timestamp(VALUE));
    assertThat(e).isNotNull();
    return e;
  }

  private byte[] silent() throws AuthorityFault {
    time.pass(TIMEOUT);
    return fault(SILENT, "silent");
  }

  private static byte[] fault(AuthorityFault.Kind kind, String why) throws AuthorityFault {
    throw new AuthorityFault(kind, why);
  }

  private static TimestampAuthority authority(String name, OptionalDouble perSecond) {
    return new TimestampAuthority(
        URI.create("http://" + name + ".example/tsa?key=secret"),
        perSecond,
        TIMEOUT,
        Optional.empty());
  }
}
