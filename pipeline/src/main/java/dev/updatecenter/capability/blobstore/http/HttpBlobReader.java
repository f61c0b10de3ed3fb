package dev.updatecenter.capability.blobstore.http;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobNotFoundException;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.blobstore.RangeInputStream;
import dev.updatecenter.capability.blobstore.StoreFault;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Blobs below an http or https address. 404 and 410 are "none"; what may pass is tried again; any
 * other status is exit 13. Redirects are followed within the scheme only.
 */
public final class HttpBlobReader implements BlobReader {
  private static final int BLOCK = 1 << 14;

  private final HttpBase base;
  private final HttpLimits limits;
  private final Requests requests;

  /**
   * A reader below an address.
   *
   * @param base http or https, without query and fragment; a missing last {@code /} is added
   * @param pause waits between attempts
   * @param jitter spreads the pauses of many devices
   * @throws IllegalArgumentException for any other address
   */
  public HttpBlobReader(URI base, HttpLimits limits, Pause pause, RandomGenerator jitter) {
    this.base = HttpBase.of(base);
    this.limits = limits;
    this.requests = new Requests(limits, pause, jitter);
  }

  @Override
  public Optional<byte[]> read(BlobName name, int maxBytes) {
    return requests.get(
        uri(name),
        "",
        answer -> {
          try (InputStream content = answer.content()) {
            return isMissing(answer)
                ? Optional.empty()
                : Optional.of(readAll(checked(answer), content, maxBytes));
          }
        });
  }

  @Override
  public InputStream open(BlobName name) throws BlobNotFoundException {
    return opened(name, requests.get(uri(name), "", answer -> stream(answer, 0, Long.MAX_VALUE)));
  }

  @Override
  public InputStream open(BlobName name, long offset, long length) throws BlobNotFoundException {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("a range of " + length + " bytes from " + offset);
    }
    // RFC 9110 14.1.2: the last position is inclusive, so nothing cannot be asked for.
    long last = offset + Math.max(length, 1) - 1;
    String range = "bytes=" + offset + "-" + (last < offset ? "" : Long.toString(last));
    return opened(name, requests.get(uri(name), range, answer -> stream(answer, offset, length)));
  }

  @Override
  public String toString() {
    return base.toString();
  }

  private URI uri(BlobName name) {
    return base.of(name);
  }

  private InputStream opened(BlobName name, Optional<InputStream> content)
      throws BlobNotFoundException {
    return content.orElseThrow(() -> new BlobNotFoundException(name, this));
  }

  private static Optional<InputStream> stream(Answer answer, long offset, long length)
      throws IOException {
    boolean keep = false;
    try {
      if (isMissing(answer)) {
        return Optional.empty();
      }
      if (answer.status() == 416) { // RFC 9110 15.5.17: at or behind the end
        return Optional.of(InputStream.nullInputStream());
      }
      long begin = answer.status() == 206 ? answer.firstByte() : 0;
      if (checked(answer).status() == 206 && begin != offset) {
        throw new IOException("asked for bytes from " + offset + ", got them from " + begin);
      }
      // RFC 9110 14.2: a server may ignore Range and send the whole.
      boolean reaches = skip(answer.content(), offset - begin);
      keep = reaches;
      if (!reaches) {
        return Optional.of(InputStream.nullInputStream());
      }
      return Optional.of(new RangeInputStream(answer.content(), length));
    } finally {
      if (!keep) {
        answer.content().close();
      }
    }
  }

  /** Whether there were so many bytes to skip. */
  private static boolean skip(InputStream content, long count) throws IOException {
    try {
      content.skipNBytes(count);
      return true;
    } catch (EOFException e) {
      return false;
    }
  }

  private static boolean isMissing(Answer answer) {
    return answer.status() == 404 || answer.status() == 410;
  }

  private static Answer checked(Answer answer) {
    if (answer.status() != 200 && answer.status() != 206) {
      String status = "HTTP status " + answer.status();
      throw StoreFault.unavailable(answer.uri(), status, new IOException(status));
    }
    return answer;
  }

  private byte[] readAll(Answer answer, InputStream content, int maxBytes) throws IOException {
    long begin = System.nanoTime();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] block = new byte[BLOCK];
    for (int count = content.read(block); count >= 0; count = content.read(block)) {
      all.write(block, 0, count);
      if (all.size() > maxBytes) {
        throw StoreFault.tooLong(answer.uri(), maxBytes);
      }
      if (limits.whole().compareTo(Duration.ofNanos(System.nanoTime() - begin)) < 0) {
        throw new HttpTimeoutException("not whole within " + limits.whole().toSeconds() + " s");
      }
    }
    return all.toByteArray();
  }
}
