package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobReader;
import java.net.URI;

/** Port: opens what is published below an address. */
@FunctionalInterface
public interface EdgeSource {
  /**
   * A reader of everything below {@code base}; opening alone asks for nothing.
   *
   * @param base {@code file:}, {@code http:} or {@code https:}, as {@link BaseAddress} gives it
   * @throws IllegalArgumentException for an address of another form
   */
  BlobReader open(URI base);
}
