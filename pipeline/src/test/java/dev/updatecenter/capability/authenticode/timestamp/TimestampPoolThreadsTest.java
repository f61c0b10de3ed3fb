package dev.updatecenter.capability.authenticode.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Progress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads at once, on the machine's time; what they wait for is a latch, never a pause. */
class TimestampPoolThreadsTest {
  private static final TimestampAuthority DEAD = authority("dead");
  private static final TimestampAuthority SOUND = authority("sound");
  private static final int THREADS = 8;
  private static final byte[] VALUE = {1, 2, 3};
  private static final long HANG = 30;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final AtomicInteger askedDead = new AtomicInteger();
  private final CountDownLatch timeout = new CountDownLatch(1);

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void othersGoElsewhereWhileOneRequestFindsOutThatAnAuthorityIsDead() throws Exception {
    TimestampPool pool =
        pool((authority, value) -> authority == DEAD ? silent() : VALUE, DEAD, SOUND);
    CountDownLatch allButOne = new CountDownLatch(THREADS - 1);
    List<Future<byte[]>> tokens = ask(pool, THREADS, allButOne);

    assertThat(allButOne.await(HANG, TimeUnit.SECONDS)).isTrue();
    assertThat(timeout.getCount()).isEqualTo(1);
    timeout.countDown();

    for (Future<byte[]> token : tokens) {
      assertThat(token.get(HANG, TimeUnit.SECONDS)).isEqualTo(VALUE);
    }
    assertThat(askedDead).hasValue(1);
  }

  @Test
  void allWaitForTheOneThatFindsOutWhenThereIsNoOtherAuthority() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    TimestampPool pool =
        pool(
            (authority, value) -> {
              asked.countDown();
              return silent();
            },
            DEAD);
    List<Future<byte[]>> tokens = ask(pool, THREADS, new CountDownLatch(THREADS));
    assertThat(asked.await(HANG, TimeUnit.SECONDS)).isTrue();
    timeout.countDown();

    for (Future<byte[]> token : tokens) {
      assertThat(token)
          .failsWithin(HANG, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("No timestamp authority gave a timestamp");
    }
    assertThat(askedDead).hasValue(1);
  }

  @Test
  void manyThreadsShareTheAuthoritiesOnceTheyAnswered() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    TimestampPool pool =
        pool(
            (authority, value) -> {
              calls.incrementAndGet();
              return VALUE;
            },
            DEAD,
            SOUND);
    for (Future<byte[]> token : ask(pool, 500, new CountDownLatch(500))) {
      assertThat(token.get(HANG, TimeUnit.SECONDS)).isEqualTo(VALUE);
    }
    assertThat(calls).hasValue(500);
  }

  private List<Future<byte[]>> ask(TimestampPool pool, int count, CountDownLatch done) {
    List<Future<byte[]>> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tokens.add(
          threads.submit(
              () -> {
                byte[] token = pool.timestamp(VALUE);
                done.countDown();
                return token;
              }));
    }
    return tokens;
  }

  private byte[] silent() throws AuthorityFault, InterruptedException {
    askedDead.incrementAndGet();
    assertThat(timeout.await(HANG, TimeUnit.SECONDS)).isTrue();
    throw new AuthorityFault(AuthorityFault.Kind.SILENT, "no answer");
  }

  private static TimestampPool pool(AuthorityClient client, TimestampAuthority... authorities) {
    return new TimestampPool(
        List.of(authorities),
        client,
        PoolPolicy.USUAL,
        PoolTime.ofTheMachine(),
        new Random(1),
        Progress.NONE);
  }

  private static TimestampAuthority authority(String name) {
    return TimestampAuthority.at(URI.create("http://" + name + ".example/"));
  }
}
