package dev.updatecenter.capability.format.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.testing.PeBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeReadingTest {
  @ParameterizedTest
  @CsvSource({
    "1, ntoskrnl.exe, true",
    "1, NTOSKRNL.EXE, true",
    "1, hal.dll, true",
    "1, ndis.sys, true",
    "1, ntdll.dll, false",
    "1, '', true",
    "3, kernel32.dll, false",
    "3, ntoskrnl.exe, true",
    "2, wdfldr.sys, true",
  })
  void importsTellADriverFromAProgram(int subsystem, String module, boolean kernel)
      throws Exception {
    for (int padding : new int[] {0, 1 << 17}) {
      PeBuilder pe = PeBuilder.driver(PeBuilder.AMD64).subsystem(subsystem).padded(padding);
      PeHeader header = read(module.isEmpty() ? pe.imports() : pe.imports(module), 1000);
      assertThat(header.kernelMode()).as("%s bytes before", padding).isEqualTo(kernel);
    }
  }

  @Test
  void oneImportFromTheKernelAmongOthersIsEnough() throws Exception {
    assertThat(
            read(PeBuilder.driver(PeBuilder.ARM).imports("ntdll.dll", "a.dll", "hal.dll"), 7)
                .kernelMode())
        .isTrue();
    assertThat(
            read(PeBuilder.driver(PeBuilder.ARM).imports("ntdll.dll", "ntdll.dll"), 7).kernelMode())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4096, 65535, 65536, 65537, 1 << 20})
  void piecesMakeNoDifference(int piece) throws Exception {
    PeBuilder pe = PeBuilder.driver(PeBuilder.ARM64).imports("ntdll.dll").padded(70_000).signed();
    assertThat(read(pe, piece)).isEqualTo(read(pe, Integer.MAX_VALUE));
    assertThat(read(pe, piece).architecture()).contains(Architecture.ARM64);
    assertThat(read(pe, piece).hasCertificates()).isTrue();
  }

  @Test
  void namesWhatItIs() throws Exception {
    assertThat(read(PeBuilder.driver(PeBuilder.ARM), 99).kind()).isEqualTo("kernel");
    assertThat(read(PeBuilder.driver(PeBuilder.ARM), 99).subsystemName()).isEqualTo("native");
    assertThat(read(PeBuilder.library(PeBuilder.ARM), 99).kind()).isEqualTo("dll");
    assertThat(read(PeBuilder.library(PeBuilder.ARM), 99).subsystemName()).isEqualTo("windows");
  }

  /** What is compiled where it runs has x86 in its headers and is for every processor. */
  @Test
  void dotNetCodeIsForNoProcessor() throws Exception {
    assertThat(read(PeBuilder.library(PeBuilder.X86).managed(), 99).managed()).isTrue();
    assertThat(read(PeBuilder.library(PeBuilder.ARM).managed(), 99).managed()).isFalse();
    assertThat(read(PeBuilder.library(PeBuilder.X86), 99).managed()).isFalse();
  }

  @Test
  void otherFilesAreNoExecutablesAndKeepNothing() {
    PeReading reading = new PeReading();
    reading.write("MS-DOS".getBytes(StandardCharsets.US_ASCII), 0, 6);
    assertThat(reading.looksExecutable()).isFalse();
    assertThatThrownBy(reading::header).isInstanceOf(MalformedPackageException.class);
    assertThat(new PeReading().looksExecutable()).isFalse();
  }

  @Test
  void everyTruncationAndBitFlipIsReadOrRefused() {
    byte[] sound = PeBuilder.driver(PeBuilder.ARM).imports("ntdll.dll", "hal.dll").build();
    for (int i = 0; i < sound.length; i++) {
      readOrRefuse(Arrays.copyOf(sound, i));
    }
    for (int bit = 0; bit < sound.length * 8; bit++) {
      byte[] flipped = sound.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      readOrRefuse(flipped);
    }
  }

  @Test
  void headersThatPointAnywhereAreReadOrRefused() {
    Random random = new Random(3);
    byte[] sound = PeBuilder.driver(PeBuilder.AMD64).imports("ntdll.dll").padded(66_000).build();
    int[] values = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0, 1, 0xFFFF, 0x10000, 0x1000};
    for (int run = 0; run < 5_000; run++) {
      byte[] spoiled = Arrays.copyOf(sound, 70_000);
      for (int i = 0; i < 3; i++) {
        ByteBuffer.wrap(spoiled)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0x80 + 4 * random.nextInt(0x50), values[random.nextInt(values.length)]);
      }
      readOrRefuse(spoiled);
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      PeReading reading = new PeReading();
      reading.write(bytes, 0, bytes.length);
      assertThat(reading.header().machine()).isNotNegative();
    } catch (MalformedPackageException e) {
      assertThat(e.code()).isEqualTo("UC3080");
    }
  }

  private static PeHeader read(PeBuilder builder, int piece) throws MalformedPackageException {
    byte[] bytes = builder.build();
    PeReading reading = new PeReading();
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(piece, bytes.length - at);
      reading.write(bytes, at, length);
      at += length;
    }
    return reading.header();
  }
}
