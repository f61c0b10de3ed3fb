package dev.updatecenter.testing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobNotFoundException;
import dev.updatecenter.capability.blobstore.BlobProperties;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.ETag;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.blobstore.PreconditionFailedException;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that writes down which names were written, in order, and dies when it is told to. */
public final class RecordingStore implements BlobStore {
  private final BlobStore store;
  private final List<String> written = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private int writesLeft = Integer.MAX_VALUE;
  private Runnable beforeSwap = () -> {};

  /** Records what goes to another. */
  public RecordingStore(BlobStore store) {
    this.store = store;
  }

  /** The process dies: nothing catches it as a failure of the program. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Dies right after so many more writes; with 0 right before the next one. */
  public synchronized void killAfter(int writes) {
    writesLeft = writes;
  }

  /** Does something once, right before the next swap. */
  public void beforeSwap(Runnable act) {
    beforeSwap = act;
  }

  /** The names that were written since the last call. */
  public synchronized List<String> takeWritten() {
    List<String> taken = List.copyOf(written);
    written.clear();
    return taken;
  }

  /** Every request since the last call: what was asked and of which name. */
  public synchronized List<String> takeAsked() {
    List<String> taken = List.copyOf(asked);
    asked.clear();
    return taken;
  }

  private synchronized void ask(String what, Object name) {
    asked.add(what + " " + name);
  }

  private synchronized void before() {
    if (writesLeft == 0) {
      throw new Killed();
    }
  }

  private synchronized void after(BlobName name) {
    written.add(name.value());
    if (--writesLeft == 0) {
      throw new Killed();
    }
  }

  @Override
  public boolean putIfAbsent(BlobName name, BlobSource source, CachePolicy policy) {
    ask("put", name);
    if (store.head(name).isEmpty()) {
      before();
    }
    boolean put = store.putIfAbsent(name, source, policy);
    if (put) {
      after(name);
    }
    return put;
  }

  @Override
  public ETag replace(BlobName name, byte[] content, Optional<ETag> expected, CachePolicy policy)
      throws PreconditionFailedException {
    ask("replace", name);
    before();
    Runnable act = beforeSwap;
    beforeSwap = () -> {};
    act.run();
    ETag etag = store.replace(name, content, expected, policy);
    after(name);
    return etag;
  }

  @Override
  public boolean delete(BlobName name) {
    return store.delete(name);
  }

  @Override
  public boolean renew(BlobName name) {
    return store.renew(name);
  }

  @Override
  public boolean deleteUnchanged(ListedBlob seen) {
    return store.deleteUnchanged(seen);
  }

  @Override
  public Optional<BlobProperties> head(BlobName name) {
    ask("head", name);
    return store.head(name);
  }

  @Override
  public Optional<VersionedBlob> readVersioned(BlobName name, int maxBytes) {
    ask("read", name);
    return store.readVersioned(name, maxBytes);
  }

  @Override
  public Stream<ListedBlob> list(String prefix) {
    ask("list", prefix);
    return store.list(prefix);
  }

  @Override
  public Optional<byte[]> read(BlobName name, int maxBytes) {
    ask("read", name);
    return store.read(name, maxBytes);
  }

  @Override
  public InputStream open(BlobName name) throws BlobNotFoundException {
    ask("open", name);
    return store.open(name);
  }

  @Override
  public InputStream open(BlobName name, long offset, long length) throws BlobNotFoundException {
    ask("open", name);
    return store.open(name, offset, length);
  }
}
