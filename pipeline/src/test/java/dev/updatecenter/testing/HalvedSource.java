package dev.updatecenter.testing;

import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Content that tells when half of it was read: the moment within an upload. */
public record HalvedSource(BlobSource content, Runnable half) implements BlobSource {
  @Override
  public ContentDigest digest() {
    return content.digest();
  }

  @Override
  public long length() {
    return content.length();
  }

  @Override
  public InputStream open() throws IOException {
    return new FilterInputStream(content.open()) {
      private long left = length() / 2;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
          half.run();
          left = Long.MAX_VALUE;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
      }
    };
  }
}
