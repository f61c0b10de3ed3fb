package dev.updatecenter.capability.blobstore.azure;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.StoreFault;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Reads a source once, block by block, and takes both digests in that pass. */
final class Content implements AutoCloseable {
  private final BlobName name;
  private final BlobSource source;
  private final InputStream in;
  private final MessageDigest sha256 = ContentDigest.newSha256();
  private final MessageDigest md5 = newMd5();
  private long length;

  Content(BlobName name, BlobSource source) throws IOException {
    this.name = name;
    this.source = source;
    this.in = source.open();
  }

  /** MD5 is what the service checks transfers by (RFC 1864); nothing is trusted because of it. */
  static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Fills a buffer from its beginning.
   *
   * @return how much is in it; less than its size at the end, 0 behind it
   */
  int next(byte[] buffer) throws IOException {
    int count = in.readNBytes(buffer, 0, buffer.length);
    sha256.update(buffer, 0, count);
    md5.update(buffer, 0, count);
    length += count;
    if (length > source.length()) {
      throw StoreFault.mismatch(name, source, length, ContentDigest.from(sha256));
    }
    return count;
  }

  /**
   * To be asked when everything was read.
   *
   * @return the MD5 of all of it
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC5041 when it is not what the
   *     source says
   */
  byte[] verified() {
    ContentDigest actual = ContentDigest.from(sha256);
    if (length != source.length() || !actual.equals(source.digest())) {
      throw StoreFault.mismatch(name, source, length, actual);
    }
    return md5.digest();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
