package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts content under its digest: asks first what is there, then sends what is not, several blobs at
 * a time. What a killed run sent is there for the next. To be closed.
 */
public final class ContentUpload implements AutoCloseable {
  private final BlobStore store;
  private final Progress.Task task;
  private final Set<BlobName> missing;

  private ContentUpload(BlobStore store, Progress.Task task, Set<BlobName> missing) {
    this.store = store;
    this.task = task;
    this.missing = missing;
  }

  /**
   * Asks what is there.
   *
   * @param wanted all that is going to be sent
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC5042, exit 14, when the store has
   *     one of them in another length
   */
  public static ContentUpload begin(
      BlobStore store, Collection<ContentBlob> wanted, Progress progress) {
    Set<BlobName> there = StoredContent.of(store, wanted);
    Set<BlobName> missing = new HashSet<>();
    long bytes = 0;
    for (ContentBlob content : wanted) {
      if (!there.contains(content.name()) && missing.add(content.name())) {
        bytes += content.source().length();
      }
    }
    Progress shown = missing.isEmpty() ? Progress.NONE : progress;
    return new ContentUpload(store, shown.begin("Uploading", bytes, Progress.Unit.BYTES), missing);
  }

  /** How many blobs were not there when the store was asked. */
  public int missing() {
    return missing.size();
  }

  /**
   * Sends some of them, the largest first, so that none of them comes in alone at the end. Each is
   * read once, and compared with its digest on the way.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC5041, exit 11, when a file is not
   *     what its digest says; what the store throws
   */
  public void send(Collection<ContentBlob> some) {
    Set<BlobName> begun = new HashSet<>();
    List<ContentBlob> absent =
        some.stream()
            .filter(content -> missing.contains(content.name()) && begun.add(content.name()))
            .sorted(Comparator.comparingLong((ContentBlob c) -> c.source().length()).reversed())
            .toList();
    Transfers.each(absent, this::send);
  }

  private void send(ContentBlob content) {
    BlobSource told = new ToldSource(content.source(), task);
    store.putIfAbsent(content.name(), told, CachePolicy.IMMUTABLE);
  }

  @Override
  public void close() {
    task.close();
  }

  /** A source that tells how far it was read; read again after a fault it is told again. */
  private record ToldSource(BlobSource source, Progress.Task task) implements BlobSource {
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
      return new ToldStream(source.open(), task);
    }
  }

  private static final class ToldStream extends FilterInputStream {
    private final Progress.Task task;

    ToldStream(InputStream in, Progress.Task task) {
      super(in);
      this.task = task;
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      task.advance(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] block, int offset, int length) throws IOException {
      int got = in.read(block, offset, length);
      task.advance(Math.max(got, 0));
      return got;
    }
  }
}
