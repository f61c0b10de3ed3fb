package dev.updatecenter.stage.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.filesystem.FilesystemBlobStore;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.RecordingStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentUploadTest {
  private final BlobStore plain = new LengthStore();
  private final RecordingStore store = new RecordingStore(plain);

  @ParameterizedTest
  @CsvSource({"1,1", "32,32", "33,16", "1000,16", "5000,16"})
  void unchangedContentCostsListingsAlone(int packages, int listings) {
    List<ContentBlob> content = packages(packages);
    upload(content);
    store.takeAsked();

    upload(content);

    assertThat(store.takeAsked())
        .allMatch(asked -> asked.startsWith("list content/packages/"))
        .hasSizeBetween(Math.min(listings, 14), listings);
  }

  @Test
  void oneChangedPackageOfAThousandIsSentAlone() {
    List<ContentBlob> content = packages(1_000);
    upload(content.subList(1, 1_000));
    store.takeWritten();

    upload(content);

    assertThat(store.takeWritten()).containsExactly(content.get(0).name().value());
  }

  @Test
  void contentThatComesTwiceIsSentOnce() {
    List<ContentBlob> content = List.of(blob("one"), blob("one"), blob("two"));
    store.takeAsked();

    upload(content);
    upload(List.of(blob("one")));

    assertThat(store.takeAsked()).filteredOn(asked -> asked.startsWith("put")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "20", "99"})
  void killedRunIsFinishedByTheNextWithWhatIsMissing(int writes) {
    List<ContentBlob> content = packages(100);
    store.killAfter(writes);
    assertThatThrownBy(() -> upload(content)).isInstanceOf(RecordingStore.Killed.class);
    store.killAfter(Integer.MAX_VALUE);
    int before = store.takeWritten().size();

    upload(content);

    assertThat(before).isBetween(writes, writes + Transfers.AT_ONCE);
    assertThat(store.takeWritten()).hasSize(100 - before);
    assertThat(content).allMatch(c -> plain.head(c.name()).isPresent());
  }

  @ParameterizedTest
  @CsvSource({"5", "200"})
  void anotherLengthUnderADigestIsDamageAndNothingIsSent(int packages) {
    List<ContentBlob> content = packages(packages);
    byte[] half = "half".getBytes(UTF_8);
    plain.putIfAbsent(content.get(3).name(), BlobSource.of(half), CachePolicy.IMMUTABLE);

    UpdateCenterException refused = refused(content);

    assertThat(refused.code()).isEqualTo("UC5042");
    assertThat(refused.exit()).isEqualTo(ExitCode.DISK);
    assertThat(store.takeWritten()).isEmpty();
  }

  @Test
  void fileThatChangedSinceItWasSignedIsNotSent(@TempDir Path folder) throws Exception {
    BlobStore files = new FilesystemBlobStore(folder.resolve("store"));
    Path file = Files.writeString(folder.resolve("signed.cab"), "what was signed");
    ContentDigest signed = ContentDigest.of(file);
    long length = Files.size(file);
    Files.writeString(file, "what was planted");
    ContentBlob content =
        new ContentBlob(
            ReleaseLayout.content("packages/0000000000000000/signed.cab", signed),
            new BlobSource.FileSource(file, signed, length));

    try (ContentUpload upload = ContentUpload.begin(files, List.of(content), Progress.NONE)) {
      assertThat(
              catchThrowableOfType(
                  UpdateCenterException.class, () -> upload.send(List.of(content))))
          .extracting(UpdateCenterException::code)
          .isEqualTo("UC5041");
    }
    assertThat(files.head(content.name())).isEmpty();
  }

  @Test
  void eachOfFiveThousandFilesIsReadOnceAndAtMostSixteenAreOpen() {
    OpenFiles files = new OpenFiles();
    List<ContentBlob> content =
        IntStream.range(0, 5_000)
            .mapToObj(i -> blob("package " + i))
            .map(c -> new ContentBlob(c.name(), new CountedSource(c.source(), files)))
            .toList();

    upload(content);

    assertThat(files.opened).hasValue(5_000);
    assertThat(files.most.get()).isBetween(1, Transfers.AT_ONCE);
    assertThat(files.now).hasValue(0);
  }

  @Test
  void progressCountsTheBytesThatAreSent() {
    List<ContentBlob> content = packages(40);
    upload(content.subList(0, 30));
    Told told = new Told();

    try (ContentUpload upload = ContentUpload.begin(store, content, told)) {
      assertThat(upload.missing()).isEqualTo(10);
      upload.send(content);
    }

    long bytes = content.subList(30, 40).stream().mapToLong(c -> c.source().length()).sum();
    assertThat(told.total).isEqualTo(bytes);
    assertThat(told.done).hasValue(bytes);
  }

  @Test
  void whatIsNoPackageIsAskedForByItsName() {
    byte[] content = "{}".getBytes(UTF_8);
    ContentBlob offer =
        new ContentBlob(
            ReleaseLayout.content("ContosoKiosk/offers/Preview.json", ContentDigest.of(content)),
            BlobSource.of(content));

    upload(IntStream.range(0, 40).mapToObj(i -> i == 0 ? offer : blob("p" + i)).toList());

    assertThat(store.takeAsked()).contains("list " + offer.name());
  }

  private UpdateCenterException refused(List<ContentBlob> content) {
    return catchThrowableOfType(UpdateCenterException.class, () -> upload(content));
  }

  private void upload(List<ContentBlob> content) {
    try (ContentUpload upload = ContentUpload.begin(store, content, Progress.NONE)) {
      upload.send(content);
    }
  }

  private static List<ContentBlob> packages(int count) {
    return IntStream.range(0, count).mapToObj(i -> blob("package " + i)).toList();
  }

  private static ContentBlob blob(String text) {
    byte[] content = text.getBytes(UTF_8);
    ContentDigest digest = ContentDigest.of(content);
    return new ContentBlob(
        ReleaseLayout.content(ReleaseLayout.packageTarget(digest, "p.cab"), digest),
        BlobSource.of(content));
  }

  private static final class OpenFiles {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger now = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
  }

  private record CountedSource(BlobSource source, OpenFiles files) implements BlobSource {
    @Override
    public ContentDigest digest() {
      return source.digest();
    }

    @Override
    public long length() {
      return source.length();
    }

    @Override
    public InputStream open() throws IOException {
      files.opened.incrementAndGet();
      files.most.accumulateAndGet(files.now.incrementAndGet(), Math::max);
      InputStream in = source.open();
      return new java.io.FilterInputStream(in) {
        @Override
        public void close() throws IOException {
          files.now.decrementAndGet();
          in.close();
        }
      };
    }
  }

  private static final class Told implements Progress {
    private final AtomicLong done = new AtomicLong();
    private long total;

    @Override
    public Task begin(String label, long bytes, Unit unit) {
      total = bytes;
      return new Task() {
        @Override
        public void advance(long amount) {
          done.addAndGet(amount);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void say(String line) {}
  }
}
