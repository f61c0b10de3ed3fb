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
import dev.updatecenter.capability.blobstore.StoreFault;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A store in memory whose blobs are as old as a clock says, and that tells each call first. */
public final class MemoryStore implements BlobStore {
  private final ConcurrentSkipListMap<BlobName, Blob> blobs = new ConcurrentSkipListMap<>();
  private final Clock clock;
  private Consumer<String> before = call -> {};
  private long version;

  /** Writes by a clock. */
  public MemoryStore(Clock clock) {
    this.clock = clock;
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Blob(byte[] bytes, Instant modified, long version) {}

  /**
   * What happens before each call: a kill, another process; the call is told as {@code verb name}.
   */
  public void beforeEach(Consumer<String> act) {
    before = act;
  }

  /** Every name. */
  public Set<BlobName> names() {
    return new TreeSet<>(blobs.keySet());
  }

  /** Puts what a test wants, as old as it wants. */
  public void put(BlobName name, byte[] bytes, Instant modified) {
    blobs.put(name, new Blob(bytes.clone(), modified, ++version));
  }

  /** The content. */
  public byte[] bytes(BlobName name) {
    return there(name).bytes().clone();
  }

  private Blob there(BlobName name) {
    return Optional.ofNullable(blobs.get(name)).orElseThrow();
  }

  private void tell(String verb, Object name) {
    Consumer<String> act = before;
    act.accept(verb + " " + name);
  }

  @Override
  public boolean putIfAbsent(BlobName name, BlobSource source, CachePolicy policy) {
    tell("put", name);
    if (blobs.containsKey(name)) {
      return false;
    }
    try (InputStream in = source.open()) {
      put(name, in.readAllBytes(), clock.instant());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ETag replace(BlobName name, byte[] content, Optional<ETag> expected, CachePolicy policy)
      throws PreconditionFailedException {
    tell("replace", name);
    if (!Optional.ofNullable(blobs.get(name)).map(MemoryStore::etag).equals(expected)) {
      throw new PreconditionFailedException(name, expected);
    }
    put(name, content, clock.instant());
    return etag(there(name));
  }

  @Override
  public boolean delete(BlobName name) {
    tell("delete", name);
    return blobs.remove(name) != null;
  }

  @Override
  public boolean renew(BlobName name) {
    tell("renew", name);
    Blob there = blobs.get(name);
    if (there != null) {
      put(name, there.bytes(), clock.instant());
    }
    return there != null;
  }

  @Override
  public boolean deleteUnchanged(ListedBlob seen) {
    tell("delete", seen.name());
    Blob there = blobs.get(seen.name());
    return there != null
        && there.modified().equals(seen.modified())
        && blobs.remove(seen.name()) != null;
  }

  @Override
  public Optional<BlobProperties> head(BlobName name) {
    tell("head", name);
    return Optional.ofNullable(blobs.get(name))
        .map(blob -> new BlobProperties(blob.bytes().length, etag(blob)));
  }

  @Override
  public Optional<VersionedBlob> readVersioned(BlobName name, int maxBytes) {
    return read(name, maxBytes).map(bytes -> new VersionedBlob(bytes, etag(there(name))));
  }

  @Override
  public Stream<ListedBlob> list(String prefix) {
    tell("list", prefix);
    List<ListedBlob> listed = new ArrayList<>();
    blobs.forEach(
        (name, blob) -> {
          if (name.value().startsWith(prefix)) {
            listed.add(new ListedBlob(name, blob.bytes().length, blob.modified()));
          }
        });
    return listed.stream();
  }

  @Override
  public Optional<byte[]> read(BlobName name, int maxBytes) {
    tell("read", name);
    Optional<byte[]> bytes = Optional.ofNullable(blobs.get(name)).map(Blob::bytes);
    if (bytes.filter(b -> b.length > maxBytes).isPresent()) {
      throw StoreFault.tooLong(name, maxBytes);
    }
    return bytes.map(byte[]::clone);
  }

  @Override
  public InputStream open(BlobName name) throws BlobNotFoundException {
    return open(name, 0, Integer.MAX_VALUE);
  }

  @Override
  public InputStream open(BlobName name, long offset, long length) throws BlobNotFoundException {
    tell("open", name);
    Blob there = blobs.get(name);
    if (there == null) {
      throw new BlobNotFoundException(name, this);
    }
    int from = (int) Math.min(offset, there.bytes().length);
    int to = (int) Math.min(there.bytes().length, from + length);
    return new ByteArrayInputStream(Arrays.copyOfRange(there.bytes(), from, to));
  }

  private static ETag etag(Blob blob) {
    return new ETag("v" + blob.version());
  }

  @Override
  public String toString() {
    return "memory";
  }
}
