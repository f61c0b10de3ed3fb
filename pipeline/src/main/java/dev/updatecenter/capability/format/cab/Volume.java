package dev.updatecenter.capability.format.cab;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * One cabinet, alone or of a set.
 *
 * @param name of its file; empty where it is the one that was asked for
 * @param source its bytes
 * @param directory what it says that it holds
 */
record Volume(String name, CabinetSource source, CabinetDirectory directory) implements Closeable {
  /** Reads the directory; closes the source if that cannot be done. */
  static Volume open(String name, CabinetSource source) throws IOException {
    try {
      CabinetDirectory directory = CabinetDirectory.read(source);
      checkEnd(directory.header(), source.size());
      return new Volume(name, source, directory);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  CFHeader header() {
    return directory.header();
  }

  /** All CFFILE as they are stored, from the first byte on. */
  ByteBuffer entries() throws IOException {
    CabinetBytes in = new CabinetBytes(source, header().coffFiles(), header().cbCabinet());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < header().cFiles(); i++) {
      all.write(in.bytes(CabinetDirectory.ENTRY));
      int letter;
      do {
        letter = in.u1();
        all.write(letter);
      } while (letter != 0);
    }
    return ByteBuffer.wrap(all.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private static void checkEnd(CFHeader header, long fileSize) throws IOException {
    Optional<SignatureSpan> signature = header.signature();
    if (signature.isEmpty()) {
      trailing(fileSize - header.cbCabinet(), "the cabinet");
      return;
    }
    SignatureSpan span = signature.get();
    if (span.offset() != header.cbCabinet() || span.offset() + span.length() > fileSize) {
      throw CabinetFault.BAD_SIGNATURE_POINTER.exception(
          "a signature of " + span.length() + " bytes cannot lie at byte " + span.offset());
    }
    trailing(fileSize - span.offset() - span.length(), "its signature");
  }

  private static void trailing(long bytes, String after) throws IOException {
    if (bytes > 0) {
      throw CabinetFault.TRAILING_BYTES.exception(bytes + " bytes follow after " + after);
    }
  }
}
