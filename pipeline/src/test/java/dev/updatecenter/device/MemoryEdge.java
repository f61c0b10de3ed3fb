package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobNotFoundException;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.blobstore.RangeInputStream;
import dev.updatecenter.capability.blobstore.StoreFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An edge in memory: files that a test may spoil, and a list of what was asked for. */
final class MemoryEdge implements BlobReader {
  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private boolean down;
  private String endless = "";
  private String breaking = "";
  private int breaks;

  Map<String, byte[]> files() {
    return files;
  }

  /** A copy of one file. */
  byte[] file(String name) {
    return Objects.requireNonNull(files.get(name), name).clone();
  }

  /** What was asked for since the last call. */
  List<String> takeAsked() {
    List<String> taken = List.copyOf(asked);
    asked.clear();
    return taken;
  }

  void goDown() {
    down = true;
  }

  /** A file whose content is followed by zeros without end. */
  void makeEndless(String name) {
    endless = name;
  }

  /** A file that breaks off after every ten bytes, so many times. */
  void breakOff(String name, int times) {
    breaking = name;
    breaks = times;
  }

  @Override
  public Optional<byte[]> read(BlobName name, int maxBytes) {
    byte[] bytes = ask(name);
    if (bytes != null && bytes.length > maxBytes) {
      throw StoreFault.tooLong(name, maxBytes);
    }
    return Optional.ofNullable(bytes).map(byte[]::clone);
  }

  @Override
  public InputStream open(BlobName name) throws BlobNotFoundException {
    return open(name, 0, Long.MAX_VALUE);
  }

  @Override
  public InputStream open(BlobName name, long offset, long length) throws BlobNotFoundException {
    byte[] bytes = ask(name);
    if (bytes == null) {
      throw new BlobNotFoundException(name, "memory");
    }
    int from = (int) Math.min(offset, bytes.length);
    InputStream rest = new ByteArrayInputStream(bytes, from, bytes.length - from);
    if (name.value().equals(endless)) {
      rest = new SequenceInputStream(rest, zeros());
    }
    if (name.value().equals(breaking) && breaks-- > 0) {
      rest = new SequenceInputStream(new RangeInputStream(rest, 10), broken());
    }
    return new RangeInputStream(rest, length);
  }

  private byte @Nullable [] ask(BlobName name) {
    asked.add(name.value());
    if (down) {
      throw StoreFault.unavailable(name, "down", new IOException("down"));
    }
    return files.get(name.value());
  }

  private static InputStream zeros() {
    return new InputStream() {
      @Override
      public int read() {
        return 0;
      }

      @Override
      public int read(byte[] block, int offset, int length) {
        Arrays.fill(block, offset, offset + length, (byte) 0);
        return length;
      }
    };
  }

  private static InputStream broken() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("connection reset");
      }

      @Override
      public int read(byte[] block, int offset, int length) throws IOException {
        return read();
      }
    };
  }
}
