package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.FileMutex;
import dev.updatecenter.testing.TestCertificates;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnTakingKeyTest {
  private static final byte[] MESSAGE = {1, 2, 3};

  private static SigningKey key(KeyPair pair) {
    return SigningKey.ofFile(
        pair.getPrivate(),
        new TestCertificates(Clock.systemUTC().instant()).leaf().keys(pair).chain());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA256withRSA", "SHA384withECDSA"})
  void signaturesAreThoseOfTheKeyItself(String algorithm) throws Exception {
    KeyPair pair =
        algorithm.endsWith("RSA")
            ? TestCertificates.keys("RSA", 2048)
            : TestCertificates.keys("EC", 384);
    SigningKey limited = TurnTakingKey.of(key(pair), new KeyUseLimit(1));
    Signature signer = Signature.getInstance(algorithm, limited.provider().orElseThrow());
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(pair.getPublic());
    signer.initSign(limited.key());
    for (int i = 0; i < 2; i++) {
      signer.update(MESSAGE[0]);
      signer.update(MESSAGE, 1, 2);
      verifier.update(MESSAGE);
      assertThat(verifier.verify(signer.sign())).isTrue();
    }
    assertThat(limited.key().getEncoded()).isNull();
  }

  @Test
  void takesATurnOnlyWhileTheKeySigns() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    KeyUse counting =
        new KeyUse() {
          @Override
          public <T, E extends Exception> T during(Work<T, E> work) throws E {
            turns.incrementAndGet();
            return work.run();
          }
        };
    SigningKey limited = TurnTakingKey.of(key(TestCertificates.keys("EC", 256)), counting);
    Signature signer = Signature.getInstance("SHA256withECDSA", limited.provider().orElseThrow());
    signer.initSign(limited.key());
    signer.update(MESSAGE);
    assertThat(turns).hasValue(0);
    signer.sign();
    assertThat(turns).hasValue(1);
  }

  @Test
  void letsNoMoreInThanTheLimit() throws Exception {
    KeyUseLimit limit = new KeyUseLimit(2);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch both = new CountDownLatch(2);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<?>> all = new ArrayList<>();
    Callable<Object> use =
        () ->
            limit.during(
                () -> {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  both.countDown();
                  both.await();
                  return inside.decrementAndGet();
                });
    for (int i = 0; i < 60; i++) {
      all.add(threads.submit(use));
    }
    for (Future<?> each : all) {
      each.get();
    }
    threads.shutdown();
    assertThat(most).hasValue(2);
  }

  @Test
  void holdsTheMachinesLockWhileAnyTurnLasts(@TempDir Path folder) throws Exception {
    Path lock = folder.resolve("token.lock");
    MachineKeyUse use = new MachineKeyUse(new KeyUseLimit(2), lock);
    use.during(
        () -> {
          use.during(() -> "the second of this process");
          assertThat(FileMutex.tryAcquire(lock)).isEmpty();
          return "";
        });
    assertThatThrownBy(
            () ->
                use.during(
                    () -> {
                      throw new InvalidKeyException("TEST");
                    }))
        .isInstanceOf(InvalidKeyException.class);
    FileMutex free = FileMutex.tryAcquire(lock).orElseThrow();
    free.close();
  }

  @Test
  void refusesALimitOfNone() {
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new KeyUseLimit(0));
  }
}
