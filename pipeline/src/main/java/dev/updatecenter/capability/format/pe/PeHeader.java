package dev.updatecenter.capability.format.pe;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the headers of a portable executable say (Microsoft, "PE Format").
 *
 * @param machine as stored
 * @param architecture what {@code machine} stands for; empty for one that Windows IoT has not
 * @param subsystem as stored
 * @param isDll whether it is a library
 * @param kernelMode whether the kernel loads it: it imports from the kernel or from drivers, or it
 *     is native and does not import from ntdll.dll alone, as the few programs before Win32 do
 * @param hasCertificates whether it carries an embedded signature, good or bad
 * @param managed whether it is .NET code for any processor
 */
public record PeHeader(
    int machine,
    Optional<Architecture> architecture,
    int subsystem,
    boolean isDll,
    boolean kernelMode,
    boolean hasCertificates,
    boolean managed) {
  /** How many bytes from the start of a file hold its headers. */
  public static final int ENOUGH = 1 << 16;

  /**
   * Reads the headers and the imports of a file.
   *
   * @throws MalformedPackageException UC3080 if they are damaged
   */
  public static PeHeader read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      PeReading reading = new PeReading();
      in.transferTo(reading);
      return reading.header();
    }
  }

  /**
   * Reads the headers from the first bytes of a file, and the imports as far as they lie there.
   *
   * @param beginning all of it, or at least {@link #ENOUGH} bytes
   * @throws MalformedPackageException UC3080 if they are damaged, or lie further behind
   */
  public static PeHeader read(byte[] beginning) throws MalformedPackageException {
    PeReading reading = new PeReading();
    reading.write(beginning, 0, beginning.length);
    return reading.header();
  }

  /** The word for what it is: {@code kernel}, {@code dll} or {@code program}. */
  public String kind() {
    return kernelMode ? "kernel" : isDll ? "dll" : "program";
  }

  /** The subsystem by the name that linkers give it; its number where it has none here. */
  public String subsystemName() {
    return switch (subsystem) {
      case 1 -> "native";
      case 2 -> "windows";
      case 3 -> "console";
      case 9 -> "windowsce";
      case 10, 11, 12, 13 -> "efi";
      case 16 -> "boot";
      default -> String.valueOf(subsystem);
    };
  }
}
