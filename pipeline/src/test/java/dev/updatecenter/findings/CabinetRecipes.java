package dev.updatecenter.findings;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.findings.FindingExample.Recipe;
import dev.updatecenter.testing.RawCabinet;
import dev.updatecenter.testing.ReleaseFolder;
import dev.updatecenter.testing.lzx.LzxEncoder;
import dev.updatecenter.testing.lzx.LzxEncoder.Block;
import dev.updatecenter.testing.lzx.LzxEncoder.BlockType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** How the cabinets of the examples are made. */
final class CabinetRecipes {
  static final String CABINET = "package.cab";
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);

  private CabinetRecipes() {}

  /** One file of some bytes. */
  static byte[] sound() {
    return packed(false);
  }

  static byte[] packed(boolean reserve) {
    return packed(List.of(CabinetInput.of("kiosk.sys", CONTENT)), Compression.MSZIP, reserve);
  }

  static byte[] packed(List<CabinetInput> inputs, Compression compression, boolean reserve) {
    try {
      Path file = Files.createTempFile("example", ".cab");
      try {
        CabinetWriter.write(file, inputs, compression, reserve);
        return Files.readAllBytes(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] changed(Consumer<ByteBuffer> how) {
    return changed(sound(), how);
  }

  static byte[] changed(byte[] cabinet, Consumer<ByteBuffer> how) {
    byte[] copy = cabinet.clone();
    how.accept(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
    return copy;
  }

  /** With as many bytes of signature as its reserve then says. */
  static byte[] signed(byte[] room, int length) {
    byte[] longer = java.util.Arrays.copyOf(room, room.length + length);
    return changed(longer, b -> b.putInt(48, length));
  }

  /** A folder of one stored byte, no file yet. */
  static RawCabinet raw() {
    return new RawCabinet().folder(0).block(new byte[1], 1);
  }

  /** A stored byte that the folder says to be compressed so. */
  static byte[] compressed(int typeCompress) {
    RawCabinet cabinet = new RawCabinet().folder(typeCompress).block(new byte[1], 1);
    return cabinet.file("a", 1, 0, 0).build();
  }

  static byte[] lzx(int windowBits) {
    List<Block> blocks = List.of(new Block(BlockType.VERBATIM, CONTENT.length));
    byte[] frame = LzxEncoder.cabinet(CONTENT, windowBits, 0, blocks).get(0);
    RawCabinet cabinet = new RawCabinet().folder(3 | windowBits << 8);
    return cabinet.block(frame, CONTENT.length).file("a", CONTENT.length, 0, 0).build();
  }

  static byte[] named(String... names) {
    RawCabinet cabinet = raw();
    for (int i = 0; i < names.length; i++) {
      cabinet.file(names[i], i == 0 ? 1 : 0, i == 0 ? 0 : 1, 0);
    }
    return cabinet.build();
  }

  static Recipe bytes(byte[] cabinet) {
    return folder -> write(folder, CABINET, cabinet);
  }

  static void write(Path folder, String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  /** An OEM custom package with another cabinet as its composition database. */
  static Recipe ocpWithDatabase(byte[] database) {
    List<CabinetInput> inputs = new ArrayList<>();
    inputs.add(CabinetInput.of("Flash.BSPDB.xml.cab", database));
    return folder ->
        CabinetWriter.write(folder.resolve(ReleaseFolder.OCP), inputs, Compression.NONE, true);
  }

  static byte[] databaseCabinet() {
    byte[] xml = "<CompDB/>".getBytes(StandardCharsets.UTF_8);
    return packed(List.of(CabinetInput.of("Flash.BSPDB.xml", xml)), Compression.MSZIP, false);
  }

  /** The writer as judge: it is to pack a file of the name that stands in {@code name}. */
  static FindingExample.Judge writer() {
    return folder -> {
      Set<String> codes = new TreeSet<>();
      String name = Files.readString(folder.resolve("name"));
      try {
        CabinetInput input = CabinetInput.of(name, CONTENT);
        CabinetWriter.write(folder.resolve(CABINET), List.of(input), Compression.NONE, false);
      } catch (MalformedPackageException e) {
        e.findings("").forEach(f -> codes.add(f.code()));
      }
      return codes;
    };
  }
}
