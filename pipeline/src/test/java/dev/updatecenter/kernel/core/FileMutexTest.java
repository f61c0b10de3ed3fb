package dev.updatecenter.kernel.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMutexTest {
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path folder;

  @Test
  void isHeldByOneAtATime() throws Exception {
    Path file = folder.resolve("lock");
    try (FileMutex first = FileMutex.tryAcquire(file).orElseThrow()) {
      assertThat(FileMutex.tryAcquire(file)).isEmpty();
      assertThat(FileMutex.tryAcquire(folder.resolve("../" + folder.getFileName() + "/lock")))
          .isEmpty();
      assertThat(first.held()).isTrue();
    }
    try (FileMutex second = FileMutex.tryAcquire(file).orElseThrow()) {
      assertThat(second.held()).isTrue();
    }
  }

  @Test
  void isReleasedOnceHoweverOftenItIsClosed() throws Exception {
    Path file = folder.resolve("lock");
    FileMutex first = FileMutex.tryAcquire(file).orElseThrow();
    first.close();
    first.close();
    assertThat(first.held()).isFalse();
    try (FileMutex second = FileMutex.tryAcquire(file).orElseThrow()) {
      assertThat(second.held()).isTrue();
      assertThat(FileMutex.tryAcquire(file)).isEmpty();
    }
  }

  @Test
  void tellsThatItsFileWasDeletedOrReplaced() throws Exception {
    Path file = folder.resolve("lock");
    try (FileMutex mutex = FileMutex.tryAcquire(file).orElseThrow()) {
      Files.delete(file);
      assertThat(mutex.held()).isFalse();
      Files.createFile(file);
      assertThat(mutex.held()).isFalse();
    }
  }

  @Test
  void waitingThreadsComeInOneByOne() throws Exception {
    Path file = folder.resolve("lock");
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger passed = new AtomicInteger();
    CompletableFuture<?>[] runs = new CompletableFuture<?>[4];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = CompletableFuture.runAsync(() -> passOften(file, inside, passed));
    }
    CompletableFuture.allOf(runs).get(1, TimeUnit.MINUTES);
    assertThat(passed).hasValue(400);
  }

  private static void passOften(Path file, AtomicInteger inside, AtomicInteger passed) {
    for (int i = 0; i < 100; i++) {
      FileMutex mutex = acquire(file);
      assertThat(inside.incrementAndGet()).isEqualTo(1);
      inside.decrementAndGet();
      passed.incrementAndGet();
      close(mutex);
    }
  }

  private static FileMutex acquire(Path file) {
    try {
      return FileMutex.acquire(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void close(FileMutex mutex) {
    try {
      mutex.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
