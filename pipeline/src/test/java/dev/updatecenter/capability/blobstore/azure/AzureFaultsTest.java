package dev.updatecenter.capability.blobstore.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.ETag;
import dev.updatecenter.capability.blobstore.PreconditionFailedException;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.Azurite;
import dev.updatecenter.testing.FaultyRelay;
import dev.updatecenter.testing.FaultyRelay.Asked;
import dev.updatecenter.testing.FaultyRelay.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A store behind a line that breaks: what took effect though its answer was lost, and what ends.
 */
class AzureFaultsTest {
  private static final BlobName NAME = new BlobName("products/Kiosk/metadata/timestamp.json");
  private static final BlobName LARGE = new BlobName("content/packages/x/large.cab");

  private static Azurite azurite;
  private FaultyRelay relay;
  private AzureContainer container;
  private AzureBlobStore store;
  private final List<Duration> pauses = new ArrayList<>();

  @BeforeAll
  static void startAzurite() {
    azurite = Azurite.start();
  }

  @AfterAll
  static void stopAzurite() {
    if (azurite != null) {
      azurite.close();
    }
  }

  @BeforeEach
  void standBetween() {
    relay = new FaultyRelay(azurite.endpoint());
    container = AzureContainers.of(relay.endpoint(), AzureContainers.make(azurite).name());
    store = AzureContainers.store(container, pauses::add);
  }

  @AfterEach
  void hangUp() {
    relay.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NONE", "STALL", "TRUNCATED", "SILENT"},
      mode = EnumSource.Mode.EXCLUDE)
  void onePassingFaultIsNotNoticed(Fault fault) throws Exception {
    relay.script(first(fault, a -> a.method().equals("PUT")));
    assertThat(put(NAME, "one")).isTrue();
    relay.script(first(fault, a -> a.method().equals("PUT")));
    ETag two =
        store.replace(
            NAME, bytes("two"), store.head(NAME).map(p -> p.etag()), CachePolicy.TIMESTAMP);
    relay.script(first(fault, a -> a.method().equals("GET")));
    assertThat(store.readVersioned(NAME, 10).orElseThrow().etag()).isEqualTo(two);
    relay.script(first(fault, a -> a.method().equals("GET")));
    assertThat(store.list("products/")).hasSize(1);
    relay.script(first(fault, a -> a.method().equals("HEAD")));
    assertThat(store.head(NAME).orElseThrow().length()).isEqualTo(3);
    relay.script(first(fault, a -> a.method().equals("DELETE")));
    assertThat(store.delete(NAME)).isTrue();
    relay.script(a -> Fault.NONE);
    assertThat(store.head(NAME)).isEmpty();
  }

  @Test
  void halfAnAnswerIsAskedForAgain() throws Exception {
    put(NAME, "whole content");
    relay.script(first(Fault.TRUNCATED, a -> a.method().equals("GET")));
    assertThat(store.read(NAME, 100)).contains(bytes("whole content"));
    relay.script(first(Fault.TRUNCATED, a -> a.method().equals("GET")));
    assertThat(store.list("")).hasSize(1);
    relay.script(first(Fault.TRUNCATED, a -> a.method().equals("GET")));
    try (InputStream in = store.open(NAME, 6, 100)) {
      assertThat(in).hasContent("content");
    }
  }

  @Test
  void aPutWhoseAnswerWasLostFindsItsOwnBlob() {
    relay.script(first(Fault.LOST_ANSWER, a -> a.method().equals("PUT")));
    assertThat(put(NAME, "mine")).isTrue();
    assertThat(put(NAME, "mine")).as("another act with the same content").isFalse();
  }

  @Test
  void aPutWhoseAnswerWasLostDoesNotClaimTheBlobOfAnother() {
    AtomicBoolean done = new AtomicBoolean();
    relay.script(
        a -> {
          if (a.method().equals("PUT") && done.compareAndSet(false, true)) {
            direct().putIfAbsent(NAME, BlobSource.of(bytes("mine")), CachePolicy.TIMESTAMP);
            return Fault.RESET;
          }
          return Fault.NONE;
        });
    assertThat(put(NAME, "mine")).isFalse();
  }

  @Test
  void aSwapWhoseAnswerWasLostFindsItsOwnContent() throws Exception {
    ETag one = store.replace(NAME, bytes("1"), Optional.empty(), CachePolicy.TIMESTAMP);
    relay.script(first(Fault.LOST_ANSWER, a -> a.method().equals("PUT")));
    ETag two = store.replace(NAME, bytes("2"), Optional.of(one), CachePolicy.TIMESTAMP);
    assertThat(two).isNotEqualTo(one);
    assertThat(store.head(NAME).orElseThrow().etag()).isEqualTo(two);
  }

  @Test
  void aSwapLostToAnotherIsLostWhateverTheLineDid() throws Exception {
    ETag one = store.replace(NAME, bytes("1"), Optional.empty(), CachePolicy.TIMESTAMP);
    AtomicBoolean done = new AtomicBoolean();
    relay.script(
        a -> {
          if (a.method().equals("PUT") && done.compareAndSet(false, true)) {
            swapDirectly("3", one);
            return Fault.RESET;
          }
          return Fault.NONE;
        });
    assertThatThrownBy(
            () -> store.replace(NAME, bytes("3"), Optional.of(one), CachePolicy.TIMESTAMP))
        .as("the same content, but of another writer")
        .isInstanceOf(PreconditionFailedException.class);
  }

  @Test
  void aCommitWhoseAnswerWasLostFindsItsOwnBlob() throws Exception {
    byte[] content = random(AzureContainers.BLOCK * 3 + 5);
    relay.script(first(Fault.LOST_ANSWER, a -> a.is("PUT", "comp=blocklist")));
    assertThat(store.putIfAbsent(LARGE, BlobSource.of(content), CachePolicy.IMMUTABLE)).isTrue();
    try (InputStream in = store.open(LARGE)) {
      assertThat(in).hasBinaryContent(content);
    }
  }

  @Test
  void whoCommitsSecondFindsTheNameTakenThoughItsBlocksAreGone() throws Exception {
    byte[] content = random(AzureContainers.BLOCK * 3 + 5);
    AtomicBoolean done = new AtomicBoolean();
    relay.script(
        a -> {
          if (a.is("PUT", "comp=blocklist") && done.compareAndSet(false, true)) {
            direct().putIfAbsent(LARGE, BlobSource.of(content), CachePolicy.IMMUTABLE);
          }
          return Fault.NONE;
        });
    assertThat(store.putIfAbsent(LARGE, BlobSource.of(content), CachePolicy.IMMUTABLE)).isFalse();
    try (InputStream in = store.open(LARGE)) {
      assertThat(in).hasBinaryContent(content);
    }
  }

  @Test
  void anInterruptedUploadGoesOnWithTheBlocksThatAreThere() {
    int blocks = 24;
    BlobSource source = BlobSource.of(random(AzureContainers.BLOCK * blocks - 7));
    AtomicInteger staged = new AtomicInteger();
    relay.script(
        a -> a.is("PUT", "comp=block") && staged.incrementAndGet() > 10 ? Fault.RESET : Fault.NONE);
    assertThatThrownBy(() -> store.putIfAbsent(LARGE, source, CachePolicy.IMMUTABLE))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5043", UpdateCenterException::code)
        .returns(ExitCode.UNAVAILABLE, UpdateCenterException::exit);
    assertThat(store.head(LARGE)).as("nothing half-way is seen").isEmpty();
    assertThat(store.list("")).isEmpty();

    relay.script(a -> Fault.NONE);
    relay.forget();
    AzureBlobStore next = AzureContainers.store(container);
    assertThat(next.putIfAbsent(LARGE, source, CachePolicy.IMMUTABLE)).isTrue();
    assertThat(relay.count("PUT", "comp=block&")).isEqualTo(blocks - 10);
    relay.forget();
    assertThat(next.putIfAbsent(LARGE, source, CachePolicy.IMMUTABLE)).isFalse();
    assertThat(relay.asked()).as("one look, and one at what has the name").hasSize(2);
  }

  @Test
  void largeContentThatIsNotWhatItsDigestSaysNeverGetsItsName(@TempDir Path folder)
      throws IOException {
    byte[] promised = random(AzureContainers.BLOCK * 4);
    byte[] actual = promised.clone();
    actual[actual.length - 1] ^= 1;
    BlobSource lying =
        BlobSource.of(Files.write(folder.resolve("large.cab"), actual), ContentDigest.of(promised));
    assertThatThrownBy(() -> store.putIfAbsent(LARGE, lying, CachePolicy.IMMUTABLE))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5041", UpdateCenterException::code);
    assertThat(store.head(LARGE)).isEmpty();
    assertThat(relay.count("PUT", "comp=blocklist")).isZero();
  }

  @Test
  void waitsAsLongAsTheServiceAsks() {
    relay.script(first(Fault.BUSY, a -> true));
    store.head(NAME);
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void waitsLongerEachTimeAndGivesUpSayingWhatAndHowOften() {
    relay.script(a -> Fault.DOWN);
    assertThatThrownBy(() -> store.head(NAME))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5043", UpdateCenterException::code)
        .extracting(UpdateCenterException::why)
        .asString()
        .contains("look at " + NAME, "HTTP status 503", "4 times");
    assertThat(relay.asked()).hasSize(4);
    assertThat(pauses).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(pauses.get(i).toMillis()).isBetween(200L << i, 400L << i);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STALL", "SILENT"})
  void aServiceThatFallsSilentIsGivenUp(Fault fault) {
    put(NAME, "content");
    relay.script(a -> fault);
    AzureBlobStore hasty =
        new AzureBlobStore(
            container,
            AzureContainers.limits(Duration.ofMillis(300)),
            pauses::add,
            new SecureRandom());
    assertThatThrownBy(() -> hasty.read(NAME, 100))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns(ExitCode.UNAVAILABLE, UpdateCenterException::exit);
  }

  private boolean put(BlobName name, String content) {
    return store.putIfAbsent(name, BlobSource.of(bytes(content)), CachePolicy.TIMESTAMP);
  }

  private AzureBlobStore direct() {
    return AzureContainers.store(AzureContainers.of(azurite.endpoint(), container.name()));
  }

  private void swapDirectly(String content, ETag expected) {
    try {
      direct().replace(NAME, bytes(content), Optional.of(expected), CachePolicy.TIMESTAMP);
    } catch (PreconditionFailedException e) {
      throw new AssertionError(e);
    }
  }

  private static Function<Asked, Fault> first(Fault fault, Predicate<Asked> of) {
    AtomicBoolean done = new AtomicBoolean();
    return a -> of.test(a) && done.compareAndSet(false, true) ? fault : Fault.NONE;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] random(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }
}
