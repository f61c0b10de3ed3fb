package dev.updatecenter.capability.blobstore.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.specialized.BlockBlobClient;
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
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A container of Azure Blob Storage. One instance holds the connections and memory of all uses. */
public final class AzureBlobStore implements BlobStore {
  /** How often content is sent when others take the name, with our blocks, and give it up again. */
  private static final int ROUNDS = 3;

  private static final int PAGE = 5000;

  private final AzureContainer container;
  private final AzureLimits limits;
  private final BlobContainerClient client;
  private final AzureFaults faults;
  private final Attempts attempts;
  private final Uploads uploads;
  private final RandomGenerator random;

  /**
   * Uses a container; nothing is asked yet.
   *
   * @param sleep waits between attempts
   * @param random spreads the pauses and numbers the writes; of a secure kind
   */
  public AzureBlobStore(
      AzureContainer container, AzureLimits limits, Sleep sleep, RandomGenerator random) {
    this.container = container;
    this.limits = limits;
    this.client = Clients.of(container, limits);
    this.faults = new AzureFaults(container);
    this.attempts = new Attempts(faults, limits, sleep, random);
    this.uploads = new Uploads(attempts, limits);
    this.random = random;
  }

  @Override
  public boolean putIfAbsent(BlobName name, BlobSource source, CachePolicy policy) {
    Written written = Written.by(name, source.digest(), policy, random);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        if (uploads.put(blob(name), written, source)) {
          return true;
        }
        Optional<StoredBlob> there = stored(name);
        if (there.isPresent()) {
          return isOwn(written, there.get(), source);
        }
      }
      String why = name + " was taken and gone again, " + ROUNDS + " times";
      throw StoreFault.unavailable(container, why, new IOException(why));
    } catch (BlobStorageException e) {
      throw faults.of("write " + name, e);
    } catch (IOException e) {
      throw StoreFault.disk("read what is to be stored", name, e);
    }
  }

  /** Whether this very act wrote it: then only the answer to an earlier attempt was lost. */
  private static boolean isOwn(Written written, StoredBlob there, BlobSource source) {
    BlobName name = written.name();
    // Numbered names are taken by other content as a matter of course; a digest's never is.
    if (name.value().contains(source.digest().hex()) && there.length() != source.length()) {
      throw StoreFault.damaged(name, there.length(), source);
    }
    return written.wrote(there.metadata());
  }

  @Override
  public Optional<BlobProperties> head(BlobName name) {
    try {
      return stored(name).map(blob -> new BlobProperties(blob.length(), blob.etag()));
    } catch (BlobStorageException e) {
      throw faults.of("look at " + name, e);
    }
  }

  @Override
  public Optional<byte[]> read(BlobName name, int maxBytes) {
    return readVersioned(name, maxBytes).map(VersionedBlob::bytes);
  }

  @Override
  public Optional<VersionedBlob> readVersioned(BlobName name, int maxBytes) {
    try {
      Optional<Ranges.Part> part = ranges(name).read(0, maxBytes + 1L, null);
      part.filter(p -> p.bytes().remaining() > maxBytes)
          .ifPresent(
              p -> {
                throw StoreFault.tooLong(container + "/" + name, maxBytes);
              });
      return part.flatMap(p -> versioned(name, p));
    } catch (BlobStorageException e) {
      throw faults.of("read " + name, e);
    }
  }

  /** An empty blob has no range to read, and tells its version only when it is looked at. */
  private Optional<VersionedBlob> versioned(BlobName name, Ranges.Part part) {
    return Optional.ofNullable(part.etag())
        .or(() -> stored(name).map(StoredBlob::etag))
        .map(etag -> new VersionedBlob(part.copied(), etag));
  }

  @Override
  public InputStream open(BlobName name) throws BlobNotFoundException {
    return open(name, 0, Long.MAX_VALUE);
  }

  @Override
  public InputStream open(BlobName name, long offset, long length) throws BlobNotFoundException {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("a range of " + length + " bytes from " + offset);
    }
    try {
      Ranges ranges = ranges(name);
      // RFC 9110 14.1.2: the last position is inclusive, so nothing cannot be asked for.
      long first = Math.max(1, Math.min(limits.block(), length));
      Ranges.Part part =
          ranges.read(offset, first, null).orElseThrow(() -> new BlobNotFoundException(name, this));
      return length == 0
          ? InputStream.nullInputStream()
          : new RangedStream(ranges, limits.block(), part, offset, length);
    } catch (BlobStorageException e) {
      throw faults.of("read " + name, e);
    }
  }

  @Override
  public ETag replace(BlobName name, byte[] content, Optional<ETag> expected, CachePolicy policy)
      throws PreconditionFailedException {
    Written written = Written.by(name, ContentDigest.of(content), policy, random);
    BlobRequestConditions condition = new BlobRequestConditions();
    expected.ifPresentOrElse(
        tag -> condition.setIfMatch(tag.value()), () -> condition.setIfNoneMatch("*"));
    try {
      return uploads
          .swap(blob(name), written, content, condition)
          // The answer to an earlier attempt of this act may have been lost.
          .or(() -> stored(name).filter(b -> written.wrote(b.metadata())).map(StoredBlob::etag))
          .orElseThrow(() -> new PreconditionFailedException(name, expected));
    } catch (BlobStorageException e) {
      throw faults.of("write " + name, e);
    }
  }

  @Override
  public Stream<ListedBlob> list(String prefix) {
    BlobPages pages = new BlobPages(client, attempts, faults, prefix, PAGE);
    int order = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, order), false);
  }

  @Override
  public boolean hasOwnClock() {
    return true;
  }

  @Override
  public boolean delete(BlobName name) {
    try {
      return attempts.of(
          "delete " + name,
          again -> {
            try {
              blob(name).deleteWithResponse(null, null, null, Context.NONE);
              return true;
            } catch (BlobStorageException e) {
              if (Taken.isNone(e)) {
                return again;
              }
              throw e;
            }
          });
    } catch (BlobStorageException e) {
      throw faults.of("delete " + name, e);
    }
  }

  @Override
  public boolean renew(BlobName name) {
    try {
      return new BlobAges(client, attempts).renew(name);
    } catch (BlobStorageException e) {
      throw faults.of("renew " + name, e);
    }
  }

  @Override
  public boolean deleteUnchanged(ListedBlob seen) {
    try {
      return new BlobAges(client, attempts).deleteUnchanged(seen);
    } catch (BlobStorageException e) {
      throw faults.of("delete " + seen.name(), e);
    }
  }

  @Override
  public String toString() {
    return container.toString();
  }

  private BlockBlobClient blob(BlobName name) {
    return client.getBlobClient(name.value()).getBlockBlobClient();
  }

  private Ranges ranges(BlobName name) {
    return new Ranges(client.getBlobClient(name.value()), name, attempts);
  }

  private Optional<StoredBlob> stored(BlobName name) {
    return attempts.of("look at " + name, again -> StoredBlob.of(blob(name)));
  }
}
