package dev.updatecenter.capability.blobstore;

import dev.updatecenter.kernel.core.ContentDigest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Content to be stored, with the digest and the length that it is said to have; a store compares
 * both while it copies. May be opened more than once.
 */
public interface BlobSource {
  /** The digest the content must have. */
  ContentDigest digest();

  /** The bytes the content must have. */
  long length();

  /** Opens the content at its beginning. */
  InputStream open() throws IOException;

  /**
   * A file, never held in memory.
   *
   * @param digest what an earlier stage says it is
   * @throws IOException when the file cannot be looked at
   */
  static BlobSource of(Path file, ContentDigest digest) throws IOException {
    return new FileSource(file, digest, Files.size(file));
  }

  /** Bytes in memory; copied. */
  static BlobSource of(byte[] content) {
    byte[] copy = content.clone();
    return new BytesSource(copy, ContentDigest.of(copy));
  }

  /** A file. */
  record FileSource(Path file, ContentDigest digest, long length) implements BlobSource {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }

  /** Bytes. */
  final class BytesSource implements BlobSource {
    private final byte[] content;
    private final ContentDigest digest;

    private BytesSource(byte[] content, ContentDigest digest) {
      this.content = content;
      this.digest = digest;
    }

    @Override
    public ContentDigest digest() {
      return digest;
    }

    @Override
    public long length() {
      return content.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(content);
    }
  }
}
