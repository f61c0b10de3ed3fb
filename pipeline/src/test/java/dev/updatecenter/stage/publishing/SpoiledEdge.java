package dev.updatecenter.stage.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobNotFoundException;
import dev.updatecenter.capability.blobstore.BlobReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * An edge that serves a part of the names wrongly.
 *
 * @param part what a spoiled name contains
 * @param fault {@code missing}, {@code stale} (cut short) or {@code other} (an error page)
 */
record SpoiledEdge(BlobReader store, String part, String fault) implements BlobReader {
  @Override
  public InputStream open(BlobName name) throws BlobNotFoundException {
    if (!name.value().contains(part)) {
      return store.open(name);
    }
    if (fault.equals("missing")) {
      throw new BlobNotFoundException(name, this);
    }
    return new ByteArrayInputStream(fault.equals("stale") ? half(name) : "<html>".getBytes(UTF_8));
  }

  private byte[] half(BlobName name) throws BlobNotFoundException {
    try (InputStream in = store.open(name)) {
      byte[] all = in.readAllBytes();
      return java.util.Arrays.copyOf(all, all.length / 2);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public Optional<byte[]> read(BlobName name, int maxBytes) {
    return store.read(name, maxBytes);
  }

  @Override
  public InputStream open(BlobName name, long offset, long length) throws BlobNotFoundException {
    return store.open(name, offset, length);
  }
}
