package dev.updatecenter.capability.format.cab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Cabinets by recipe, whole and spoiled. */
final class Cabinets {
  // Where a cabinet of the recipe has what: header 36, one folder 8, then the first CFFILE.
  static final int FOLDER = 36;
  static final int FILES = 44;

  private Cabinets() {}

  static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** a.txt of 5 bytes and b.bin of {@code length} bytes that compress somewhat. */
  static byte[] recipe(Compression compression, int length, boolean reserve) throws IOException {
    byte[] content = random(length, 7);
    for (int i = 0; i < length; i += 2) {
      content[i] = 'x';
    }
    return write(
        List.of(
            CabinetInput.of("a.txt", "hello".getBytes(StandardCharsets.UTF_8)),
            CabinetInput.of("b.bin", content)),
        compression,
        reserve);
  }

  static byte[] write(List<CabinetInput> inputs, Compression compression, boolean reserve)
      throws IOException {
    Path file = Files.createTempFile("cabinet", ".cab");
    try {
      CabinetWriter.write(file, inputs, compression, reserve);
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  static byte[] spoiled(byte[] cabinet, Consumer<ByteBuffer> how) {
    byte[] copy = cabinet.clone();
    how.accept(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
    return copy;
  }

  static Map<String, byte[]> readAll(Cabinet cabinet) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    cabinet.extract(
        file ->
            new ByteArrayOutputStream() {
              @Override
              public void close() {
                all.put(file.name(), toByteArray());
              }
            });
    return all;
  }

  static void readThrough(byte[] bytes, CabinetLimits limits) throws IOException {
    try (Cabinet cabinet = Cabinet.open(bytes, limits)) {
      cabinet.extract(f -> OutputStream.nullOutputStream());
    }
  }
}
