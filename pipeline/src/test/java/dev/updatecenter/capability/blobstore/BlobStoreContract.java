package dev.updatecenter.capability.blobstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every store keeps to. */
public abstract class BlobStoreContract extends BlobReaderContract {
  private static final int ROUNDS = 40;

  /** Another instance on the same store with each call, as another process has it. */
  protected abstract BlobStore store();

  @Override
  protected BlobReader reader() {
    return store();
  }

  @Override
  protected void given(BlobName name, byte[] content) {
    store().putIfAbsent(name, BlobSource.of(content), CachePolicy.IMMUTABLE);
  }

  @Test
  void leavesANameThatIsTaken() {
    assertThat(put("first")).isTrue();
    assertThat(put("other content")).isFalse();
    assertThat(text(NAME)).isEqualTo("first");
  }

  @Test
  void refusesContentThatIsNotWhatItsDigestSays() {
    ContentDigest promised = ContentDigest.of(ascii("promised"));
    for (String actual : List.of("promiseD", "promise", "promised!", "")) {
      assertFault(
          "UC5041",
          () -> store().putIfAbsent(NAME, lying(promised, 8, actual), CachePolicy.IMMUTABLE));
    }
    assertThat(store().head(NAME)).isEmpty();
    assertThat(names("")).isEmpty();
  }

  @Test
  void refusesToCallADamagedBlobItsDigest() {
    BlobSource source = BlobSource.of(ascii("whole"));
    BlobName name = new BlobName("packages/" + source.digest().hex() + ".touch.cab");
    given(name, ascii("half"));
    assertFault("UC5042", () -> store().putIfAbsent(name, source, CachePolicy.IMMUTABLE));
    assertThat(text(name)).isEqualTo("half");
  }

  @Test
  void tellsLengthAndTheSameVersionEverywhere() throws Exception {
    ETag etag = store().replace(NAME, ascii("12345"), Optional.empty(), CachePolicy.TIMESTAMP);
    assertThat(store().head(NAME)).contains(new BlobProperties(5, etag));
    assertThat(store().readVersioned(NAME, 5).map(VersionedBlob::etag)).contains(etag);
    assertThat(store().readVersioned(NAME, 5).map(VersionedBlob::bytes).get())
        .asString()
        .isEqualTo("12345");
  }

  @Test
  void swapsOnlyTheVersionExpected() throws Exception {
    ETag one = store().replace(NAME, ascii("1"), Optional.empty(), CachePolicy.TIMESTAMP);
    ETag two = store().replace(NAME, ascii("2"), Optional.of(one), CachePolicy.TIMESTAMP);
    assertThat(two).isNotEqualTo(one);
    assertThatThrownBy(() -> swap("3", Optional.of(one)))
        .asInstanceOf(InstanceOfAssertFactories.type(PreconditionFailedException.class))
        .returns(NAME, PreconditionFailedException::name)
        .returns(Optional.of(one), PreconditionFailedException::expected);
    assertThatThrownBy(() -> swap("3", Optional.empty()))
        .isInstanceOf(PreconditionFailedException.class);
    assertThat(text(NAME)).isEqualTo("2");
  }

  @Test
  void swapsNothingThatIsGone() throws Exception {
    ETag one = store().replace(NAME, ascii("1"), Optional.empty(), CachePolicy.TIMESTAMP);
    assertThat(store().delete(NAME)).isTrue();
    assertThat(store().delete(NAME)).isFalse();
    assertThatThrownBy(() -> swap("2", Optional.of(one)))
        .isInstanceOf(PreconditionFailedException.class);
    assertThat(store().head(NAME)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';             a-b, a.b, a/a, a/b/c, ab, b/x",
        "a;              a-b, a.b, a/a, a/b/c, ab",
        "a/;             a/a, a/b/c",
        "a/b;            a/b/c",
        "a/b/c;          a/b/c",
        "a/b/c/;         ''",
        "z;              ''",
        "../;            ''",
        "/;              ''"
      })
  void listsByPrefixOfTheTextInItsOrder(String prefix, String expected) {
    for (String name : List.of("b/x", "a/b/c", "ab", "a.b", "a/a", "a-b")) {
      given(new BlobName(name), ascii(name));
    }
    assertThat(String.join(", ", names(prefix))).isEqualTo(expected);
  }

  @Test
  void listsLengthAndTime() {
    Instant before = Instant.now().minusSeconds(60);
    given(NAME, ascii("seven.."));
    try (Stream<ListedBlob> blobs = store().list("")) {
      assertThat(blobs)
          .singleElement()
          .satisfies(blob -> assertThat(blob.length()).isEqualTo(7))
          .satisfies(
              blob -> assertThat(blob.modified()).isBetween(before, before.plusSeconds(3600)));
    }
  }

  @Test
  void renewsWhatIsThereAndSaysWhatIsNot() {
    assertThat(store().renew(NAME)).isFalse();
    assertThat(store().head(NAME)).isEmpty();

    given(NAME, ascii("old"));
    Instant written = listed().modified();
    assertThat(store().renew(NAME)).isTrue();

    assertThat(listed().modified()).isBetween(written, written.plusSeconds(3600));
    assertThat(store().read(NAME, 3))
        .hasValueSatisfying(b -> assertThat(b).isEqualTo(ascii("old")));
  }

  @Test
  void deletesOnlyWhatIsAsOldAsItWasWhenListed() {
    given(NAME, ascii("old"));
    ListedBlob now = listed();
    ListedBlob earlier =
        new ListedBlob(NAME, now.length(), now.modified().minus(Duration.ofHours(1)));

    assertThat(store().deleteUnchanged(earlier)).as("it was renewed since").isFalse();
    assertThat(store().deleteUnchanged(now)).isTrue();
    assertThat(store().deleteUnchanged(now)).as("it is gone").isFalse();
    assertThat(store().head(NAME)).isEmpty();
  }

  private ListedBlob listed() {
    try (Stream<ListedBlob> blobs = store().list(NAME.value())) {
      return blobs.findFirst().orElseThrow();
    }
  }

  @Test
  void exactlyOneOfManySwapsWinsEachRound() throws Exception {
    Optional<ETag> current = Optional.empty();
    for (int round = 0; round < ROUNDS; round++) {
      Optional<ETag> expected = current;
      String suffix = "-" + round;
      List<Optional<ETag>> won =
          race(
              List.of(
                  () -> attempt(store(), "left" + suffix, expected),
                  () -> attempt(store(), "right" + suffix, expected),
                  () -> attempt(store(), "third" + suffix, expected)));
      assertThat(won.stream().filter(Optional::isPresent)).hasSize(1);
      current = won.stream().flatMap(Optional::stream).findFirst();
      assertThat(store().head(NAME).map(BlobProperties::etag)).isEqualTo(current);
    }
  }

  @Test
  void exactlyOneOfManyPutsWinsEachRound() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      BlobName name = new BlobName(round + ".targets.json");
      List<Callable<String>> writers =
          List.of(() -> winner(name, "left"), () -> winner(name, "right"));
      List<String> won = race(writers).stream().filter(text -> !text.isEmpty()).toList();
      assertThat(won).containsExactly(text(name));
    }
  }

  protected List<String> names(String prefix) {
    try (Stream<ListedBlob> blobs = store().list(prefix)) {
      return blobs.map(b -> b.name().value()).toList();
    }
  }

  protected static void assertFault(String code, Callable<?> act) {
    assertThatThrownBy(act::call)
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns(code, UpdateCenterException::code);
  }

  private boolean put(String content) {
    return store().putIfAbsent(NAME, BlobSource.of(ascii(content)), CachePolicy.IMMUTABLE);
  }

  private String winner(BlobName name, String content) {
    BlobSource source = BlobSource.of(ascii(content));
    return store().putIfAbsent(name, source, CachePolicy.IMMUTABLE) ? content : "";
  }

  private void swap(String content, Optional<ETag> expected) throws PreconditionFailedException {
    store().replace(NAME, ascii(content), expected, CachePolicy.TIMESTAMP);
  }

  private String text(BlobName name) {
    return new String(
        store().read(name, 1000).orElseThrow(), java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static Optional<ETag> attempt(BlobStore store, String content, Optional<ETag> expected) {
    try {
      return Optional.of(store.replace(NAME, ascii(content), expected, CachePolicy.TIMESTAMP));
    } catch (PreconditionFailedException e) {
      return Optional.empty();
    }
  }

  private static <T> List<T> race(List<Callable<T>> runners) throws Exception {
    CyclicBarrier start = new CyclicBarrier(runners.size());
    ExecutorService threads = Executors.newFixedThreadPool(runners.size());
    try {
      List<Future<T>> ends =
          runners.stream()
              .map(
                  runner ->
                      threads.submit(
                          () -> {
                            start.await();
                            return runner.call();
                          }))
              .toList();
      List<T> results = new java.util.ArrayList<>();
      for (Future<T> end : ends) {
        results.add(end.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static BlobSource lying(ContentDigest digest, long length, String actual) {
    return new BlobSource() {
      @Override
      public ContentDigest digest() {
        return digest;
      }

      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open() throws IOException {
        return new ByteArrayInputStream(ascii(actual));
      }
    };
  }
}
