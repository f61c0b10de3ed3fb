package dev.updatecenter.capability.blobstore.filesystem;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobNotFoundException;
import dev.updatecenter.capability.blobstore.BlobProperties;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.ETag;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.blobstore.PreconditionFailedException;
import dev.updatecenter.capability.blobstore.RangeInputStream;
import dev.updatecenter.capability.blobstore.StoreFault;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Blobs as files below a folder. The version of a blob is the SHA-256 of its content, so {@link
 * #head} reads it. Files have no place for a {@link CachePolicy}: the web server sets the header by
 * path.
 *
 * <p>Content is copied to a folder that no name reaches, verified, flushed, and only then renamed;
 * names change hands under a lock of the store that dies with its process.
 */
public final class FilesystemBlobStore implements BlobStore {
  private final StoreFolder folder;
  private final Staging staging;

  /**
   * A store that need not exist; it is created by the first write.
   *
   * @param root its folder, itself possibly behind links
   */
  public FilesystemBlobStore(Path root, Visibility visibility) {
    this.folder = new StoreFolder(root, visibility);
    this.staging = new Staging(folder);
  }

  /** A store that everyone on the machine may read. */
  public FilesystemBlobStore(Path root) {
    this(root, Visibility.PUBLIC);
  }

  @Override
  public Optional<byte[]> read(BlobName name, int maxBytes) {
    try (InputStream in = open(name)) {
      byte[] content = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw StoreFault.tooLong(folder.root().resolve(name.value()), maxBytes);
      }
      return Optional.of(content);
    } catch (BlobNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw fault("read", name, e);
    }
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
    Path file = folder.find(name).orElseThrow(() -> new BlobNotFoundException(name, this));
    try {
      SeekableByteChannel channel =
          Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      return new RangeInputStream(Channels.newInputStream(channel.position(offset)), length);
    } catch (NoSuchFileException e) {
      throw new BlobNotFoundException(name, this);
    } catch (IOException e) {
      throw fault("open", name, e);
    }
  }

  @Override
  public boolean putIfAbsent(BlobName name, BlobSource source, CachePolicy policy) {
    try {
      Path target = folder.prepare(name);
      boolean free = !isTaken(name, source);
      if (free) {
        try (StagedBlob staged = staging.stage(name, source)) {
          free = staging.moveIf(() -> !isTaken(name, source), staged, target);
        }
      }
      // Also when it was there: its writer may not have come so far yet.
      folder.syncFolderOf(target);
      return free;
    } catch (IOException e) {
      throw fault("store", name, e);
    }
  }

  @Override
  public ETag replace(BlobName name, byte[] content, Optional<ETag> expected, CachePolicy policy)
      throws PreconditionFailedException {
    BlobSource source = BlobSource.of(content);
    try {
      Path target = folder.prepare(name);
      try (StagedBlob staged = staging.stage(name, source)) {
        if (!staging.moveIf(() -> version(name).equals(expected), staged, target)) {
          throw new PreconditionFailedException(name, expected);
        }
      }
      folder.syncFolderOf(target);
      return etag(source.digest());
    } catch (IOException e) {
      throw fault("replace", name, e);
    }
  }

  @Override
  public Optional<BlobProperties> head(BlobName name) {
    try (InputStream in = open(name)) {
      MessageDigest digest = ContentDigest.newSha256();
      long length = new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return Optional.of(new BlobProperties(length, etag(ContentDigest.from(digest))));
    } catch (BlobNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw fault("read", name, e);
    }
  }

  @Override
  public Optional<VersionedBlob> readVersioned(BlobName name, int maxBytes) {
    return read(name, maxBytes)
        .map(content -> new VersionedBlob(content, etag(ContentDigest.of(content))));
  }

  @Override
  public Stream<ListedBlob> list(String prefix) {
    return new BlobListing(folder.root(), prefix).blobs();
  }

  @Override
  public boolean delete(BlobName name) {
    Optional<Path> file = folder.find(name);
    if (file.isEmpty()) {
      return false;
    }
    try {
      boolean deleted = staging.deleteIfExists(file.get());
      folder.syncFolderOf(file.get());
      return deleted;
    } catch (IOException e) {
      throw fault("delete", name, e);
    }
  }

  @Override
  public boolean renew(BlobName name) {
    Optional<Path> file = folder.find(name);
    try {
      return file.isPresent() && staging.renew(file.get());
    } catch (IOException e) {
      throw fault("renew", name, e);
    }
  }

  @Override
  public boolean deleteUnchanged(ListedBlob seen) {
    Optional<Path> file = folder.find(seen.name());
    if (file.isEmpty()) {
      return false;
    }
    try {
      boolean deleted = staging.deleteIfOfTime(file.get(), seen.modified());
      folder.syncFolderOf(file.get());
      return deleted;
    } catch (IOException e) {
      throw fault("delete", seen.name(), e);
    }
  }

  @Override
  public String toString() {
    return folder.root().toString();
  }

  private boolean isTaken(BlobName name, BlobSource source) throws IOException {
    Optional<Path> file = folder.find(name);
    // Numbered names are taken by other content as a matter of course; a digest's never is.
    if (file.isPresent()
        && name.value().contains(source.digest().hex())
        && Files.size(file.get()) != source.length()) {
      throw StoreFault.damaged(name, Files.size(file.get()), source);
    }
    return file.isPresent();
  }

  private Optional<ETag> version(BlobName name) {
    return head(name).map(BlobProperties::etag);
  }

  private static ETag etag(ContentDigest digest) {
    return new ETag(digest.hex());
  }

  private RuntimeException fault(String act, BlobName name, IOException cause) {
    return StoreFault.disk(act + " the blob " + name, folder.root(), cause);
  }
}
