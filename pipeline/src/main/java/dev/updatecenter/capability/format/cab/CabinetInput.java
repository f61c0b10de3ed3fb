package dev.updatecenter.capability.format.cab;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;

/**
 * A file to put into a cabinet.
 *
 * @param name its name there; {@code /} is stored as {@code \}
 * @param size in bytes; reading must yield exactly as many
 * @param content opened once
 * @param dateTime what the cabinet says of its last change, 1980 to 2107
 */
public record CabinetInput(String name, long size, Content content, LocalDateTime dateTime) {
  /** Fixed, so that the same input gives the same bytes: the first moment that MS-DOS knows. */
  public static final LocalDateTime FIXED_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** Opens the content. */
  @FunctionalInterface
  public interface Content {
    /** A fresh stream from the first byte; the caller closes it. */
    InputStream open() throws IOException;
  }

  /** A file on disk, of the size that it has now. */
  public static CabinetInput of(String name, Path file) throws IOException {
    return new CabinetInput(name, Files.size(file), () -> Files.newInputStream(file), FIXED_DATE);
  }

  /** Bytes; not copied. */
  public static CabinetInput of(String name, byte[] bytes) {
    return new CabinetInput(name, bytes.length, () -> new ByteArrayInputStream(bytes), FIXED_DATE);
  }

  /** The same with another date. */
  public CabinetInput dated(LocalDateTime other) {
    return new CabinetInput(name, size, content, other);
  }
}
