package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Passes an entry on and, if it begins like a cabinet, keeps a copy until its end: a cabinet can be
 * read only from one place to another, not as it streams by. Small ones stay in memory.
 */
final class NestedCabinetStream extends OutputStream {
  private static final byte[] SIGNATURE = "MSCF".getBytes(StandardCharsets.US_ASCII);
  private static final int IN_MEMORY = 1 << 20;

  private final long size;
  private final OutputStream target;
  private final WhenWhole whenWhole;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable Path file;
  private @Nullable OutputStream copy;
  private boolean alike = true;
  private long seen;
  private boolean closed;

  /** Opens the copy. */
  @FunctionalInterface
  interface Copy {
    /** As a cabinet alone. */
    Cabinet open(CabinetLimits limits) throws IOException;
  }

  /** Is given the copy of an entry that begins like a cabinet and came to its end. */
  @FunctionalInterface
  interface WhenWhole {
    /** May refuse it. */
    void look(Copy copy) throws IOException;
  }

  NestedCabinetStream(long size, OutputStream target, WhenWhole whenWhole) {
    this.size = size;
    this.target = target;
    this.whenWhole = whenWhole;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    target.write(bytes, offset, length);
    int at = 0;
    while (alike && seen < SIGNATURE.length && at < length) {
      alike = bytes[offset + at++] == SIGNATURE[(int) seen++];
    }
    if (alike && at < length) {
      copy().write(bytes, offset + at, length - at);
    }
    seen += length - at;
  }

  private OutputStream copy() throws IOException {
    if (copy == null) {
      if (size <= IN_MEMORY) {
        copy = memory;
      } else {
        file = Files.createTempFile("update-center-", ".cab");
        copy = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
      }
      copy.write(SIGNATURE);
    }
    return copy;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      target.close();
      if (copy != null) {
        copy.close();
        if (seen == size) {
          look();
        }
      }
    } finally {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void look() throws IOException {
    Path kept = file;
    whenWhole.look(
        limits ->
            kept == null ? Cabinet.open(memory.toByteArray(), limits) : Cabinet.open(kept, limits));
  }
}
