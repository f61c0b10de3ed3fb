package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobProperties;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.ETag;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** A store that reads what it is sent, block by block, and keeps names and lengths alone. */
final class LengthStore implements BlobStore {
  private final ConcurrentSkipListMap<BlobName, Long> lengths = new ConcurrentSkipListMap<>();

  @Override
  public boolean putIfAbsent(BlobName name, BlobSource source, CachePolicy policy) {
    try (InputStream in = source.open()) {
      if (!ContentDigest.of(in).equals(source.digest())) {
        throw new AssertionError(name + " is not what its digest says");
      }
      return lengths.putIfAbsent(name, source.length()) == null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Stream<ListedBlob> list(String prefix) {
    return lengths.entrySet().stream()
        .filter(e -> e.getKey().value().startsWith(prefix))
        .map(e -> new ListedBlob(e.getKey(), e.getValue(), Instant.EPOCH));
  }

  @Override
  public Optional<BlobProperties> head(BlobName name) {
    return Optional.ofNullable(lengths.get(name))
        .map(length -> new BlobProperties(length, new ETag(name.value())));
  }

  @Override
  public Optional<VersionedBlob> readVersioned(BlobName name, int maxBytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ETag replace(BlobName name, byte[] content, Optional<ETag> expected, CachePolicy policy) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean renew(BlobName name) {
    return lengths.containsKey(name);
  }

  @Override
  public boolean deleteUnchanged(ListedBlob seen) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean delete(BlobName name) {
    return lengths.remove(name) != null;
  }

  @Override
  public Optional<byte[]> read(BlobName name, int maxBytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream open(BlobName name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream open(BlobName name, long offset, long length) {
    throw new UnsupportedOperationException();
  }
}
