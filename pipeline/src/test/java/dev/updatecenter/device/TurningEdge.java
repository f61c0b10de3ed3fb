package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobNotFoundException;
import dev.updatecenter.capability.blobstore.BlobReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** An edge at which somebody publishes while a device downloads packages. */
final class TurningEdge implements BlobReader {
  /** When it happens. */
  enum Moment {
    /** The first bytes of a package are on their way. */
    WHILE_DOWNLOADING,
    /** A package is whole, and not handed over yet. */
    AFTER_DOWNLOAD
  }

  private final BlobReader edge;
  private final Moment moment;
  private final Turn turn;
  private int left;

  /**
   * Turns.
   *
   * @param times how many downloads turn it
   */
  TurningEdge(BlobReader edge, Moment moment, int times, Turn turn) {
    this.edge = edge;
    this.moment = moment;
    this.left = times;
    this.turn = turn;
  }

  /** What is published then. */
  interface Turn {
    void run() throws Exception;
  }

  @Override
  public Optional<byte[]> read(BlobName name, int maxBytes) {
    return edge.read(name, maxBytes);
  }

  @Override
  public InputStream open(BlobName name) throws BlobNotFoundException {
    return open(name, 0, Long.MAX_VALUE);
  }

  @Override
  public InputStream open(BlobName name, long offset, long length) throws BlobNotFoundException {
    return new FilterInputStream(edge.open(name, offset, length)) {
      @Override
      public int read(byte[] block, int from, int count) throws IOException {
        int got = super.read(block, from, Math.min(count, 64));
        if ((got < 0) == (moment == Moment.AFTER_DOWNLOAD)) {
          turn();
        }
        return got;
      }
    };
  }

  private void turn() throws IOException {
    if (left > 0) {
      left--;
      try {
        turn.run();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
