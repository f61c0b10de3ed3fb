package dev.updatecenter.capability.blobstore;

import java.io.IOException;

/**
 * Port: asks an edge for a blob as a device would, and gives the whole answer, header fields
 * included, whatever it is. Asks once: whoever calls decides what is asked again. Safe from many
 * threads.
 */
public interface EdgeReader {
  /** Whether answers have header fields; a folder has bytes alone, and is never behind. */
  boolean isHttp();

  /**
   * Asks for a whole blob.
   *
   * @return the answer, its content unread; to be closed
   * @throws IOException when there is no answer
   */
  EdgeAnswer get(BlobName name) throws IOException;

  /**
   * Asks for a part of a blob.
   *
   * @param first position of the first byte, from 0
   * @param last position of the last byte, inclusive (RFC 9110 14.1.2)
   */
  EdgeAnswer get(BlobName name, long first, long last) throws IOException;

  /**
   * A folder or another place that has bytes and no header fields: answers 200, 206 and 404.
   *
   * @param plain where blobs are read
   */
  static EdgeReader of(BlobReader plain) {
    return new PlainEdge(plain);
  }
}
