package dev.updatecenter.capability.blobstore.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.BlobStoreContract;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.RangeInputStream;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesystemBlobStoreTest extends BlobStoreContract {
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path folder;

  @Override
  protected BlobStore store() {
    return new FilesystemBlobStore(folder.resolve("deep/store"));
  }

  @Test
  void createsNothingAsLongAsItOnlyReads() throws Exception {
    BlobStore store = store();
    assertThat(store.read(NAME, 1)).isEmpty();
    assertThat(store.head(NAME)).isEmpty();
    assertThat(store.delete(NAME)).isFalse();
    assertThat(names("")).isEmpty();
    assertThat(files(folder)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PUBLIC, rwxr-xr-x, rw-r--r--", "PRIVATE, rwx------, rw-------"})
  @DisabledOnOs(OS.WINDOWS)
  void givesFilesTheModeOfTheStore(Visibility visibility, String dir, String file)
      throws Exception {
    Path root = folder.resolve("store");
    BlobStore store = new FilesystemBlobStore(root, visibility);
    store.putIfAbsent(NAME, BlobSource.of(ascii("x")), CachePolicy.IMMUTABLE);
    store.replace(new BlobName("t"), ascii("x"), Optional.empty(), CachePolicy.TIMESTAMP);
    assertThat(mode(root)).isEqualTo(dir);
    assertThat(mode(root.resolve("content/packages"))).isEqualTo(dir);
    assertThat(mode(root.resolve(NAME.value()))).isEqualTo(file);
    assertThat(mode(root.resolve("t"))).isEqualTo(file);
    assertThat(mode(root.resolve(".staging"))).isEqualTo("rwx------");
  }

  @Test
  void leavesNothingOfContentWhoseDiskFillsUp() throws Exception {
    assertFault("UC5040", () -> store().putIfAbsent(NAME, breaking(), CachePolicy.IMMUTABLE));
    assertThat(names("")).isEmpty();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void tellsThatTheFolderIsAFile() throws Exception {
    Files.createDirectories(folder.resolve("deep"));
    Files.writeString(folder.resolve("deep/store"), "not a folder");
    assertThat(store().read(NAME, 10)).isEmpty();
    assertFault(
        "UC5040",
        () -> store().putIfAbsent(NAME, BlobSource.of(ascii("x")), CachePolicy.IMMUTABLE));
  }

  @Test
  void sweepsWhatACrashLeft() throws Exception {
    given(NAME, ascii("x"));
    Files.writeString(folder.resolve("deep/store/.staging/blob-1.2-3.tmp"), "half");
    given(new BlobName("other"), ascii("y"));
    assertThat(names("")).containsExactly(NAME.value(), "other");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void sweepsNothingThatIsStillBeingWritten() throws Exception {
    BlobSource bytes = BlobSource.of(ascii("x"));
    BlobSource meanwhile =
        new BlobSource() {
          @Override
          public ContentDigest digest() {
            return bytes.digest();
          }

          @Override
          public long length() {
            return bytes.length();
          }

          @Override
          public InputStream open() throws IOException {
            store().putIfAbsent(new BlobName("other"), bytes, CachePolicy.IMMUTABLE);
            return bytes.open();
          }
        };
    assertThat(store().putIfAbsent(NAME, meanwhile, CachePolicy.IMMUTABLE)).isTrue();
    assertThat(names("")).containsExactly(NAME.value(), "other");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void followsNoLinkOutOfTheStore() throws Exception {
    given(NAME, ascii("x"));
    Path root = folder.resolve("deep/store");
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(root.resolve("link"), outside);
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));
    for (String name : List.of("link/secret", "file", "link/new")) {
      BlobName blob = new BlobName(name);
      assertFault("UC5045", () -> store().read(blob, 100));
      assertFault("UC5045", () -> store().delete(blob));
      assertFault(
          "UC5045",
          () -> store().putIfAbsent(blob, BlobSource.of(ascii("y")), CachePolicy.IMMUTABLE));
    }
    assertThat(names("")).containsExactly(NAME.value());
    assertThat(names("link/")).isEmpty();
    assertThat(files(outside)).containsExactly(outside.resolve("secret"));
    assertThat(outside.resolve("secret")).hasContent("secret");
  }

  @Test
  void storesAFileOfAnEarlierStageWithoutHoldingIt() throws Exception {
    Path file = Files.write(folder.resolve("input"), new byte[300_000]);
    ContentDigest digest = ContentDigest.of(file);
    store().putIfAbsent(NAME, BlobSource.of(file, digest), CachePolicy.IMMUTABLE);
    assertThat(ContentDigest.of(folder.resolve("deep/store/" + NAME.value()))).isEqualTo(digest);
  }

  private List<String> leftovers() throws IOException {
    return files(folder.resolve("deep/store/.staging")).stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> !name.equals("lock"))
        .toList();
  }

  private static List<Path> files(Path below) throws IOException {
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static BlobSource breaking() {
    BlobSource whole = BlobSource.of(new byte[200_000]);
    return new BlobSource() {
      @Override
      public ContentDigest digest() {
        return whole.digest();
      }

      @Override
      public long length() {
        return whole.length();
      }

      @Override
      public InputStream open() throws IOException {
        return new SequenceInputStream(new RangeInputStream(whole.open(), 100_000), new Full());
      }
    };
  }

  private static final class Full extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }
}
