package dev.updatecenter.capability.blobstore;

import java.io.InputStream;
import java.util.Map;

/** A {@link BlobReader} behind the port of an edge: no header fields, and each range is obeyed. */
record PlainEdge(BlobReader plain) implements EdgeReader {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_FOUND = 404;

  @Override
  public boolean isHttp() {
    return false;
  }

  @Override
  public EdgeAnswer get(BlobName name) {
    try {
      return answer(OK, plain.open(name));
    } catch (BlobNotFoundException e) {
      return answer(NOT_FOUND, InputStream.nullInputStream());
    }
  }

  @Override
  public EdgeAnswer get(BlobName name, long first, long last) {
    try {
      return answer(PARTIAL, plain.open(name, first, last - first + 1));
    } catch (BlobNotFoundException e) {
      return answer(NOT_FOUND, InputStream.nullInputStream());
    }
  }

  private static EdgeAnswer answer(int status, InputStream content) {
    return new EdgeAnswer(status, Map.of(), content);
  }

  @Override
  public String toString() {
    return plain.toString();
  }
}
