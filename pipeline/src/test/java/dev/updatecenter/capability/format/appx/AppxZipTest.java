package dev.updatecenter.capability.format.appx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.testing.RawZip;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What two programs could read in two ways is read by none. */
class AppxZipTest {
  private static final byte[] TEXT = "some text, some text".getBytes(StandardCharsets.UTF_8);

  private final Path file;

  AppxZipTest(@TempDir Path folder) {
    this.file = folder.resolve("a.zip");
  }

  static Stream<Arguments> attacks() {
    return Stream.of(
        attack("flags differ", "UC3119", z -> z.patchLocal("b.txt", 6, 2)),
        attack("method differs", "UC3119", z -> z.patchLocal("b.txt", 8, 0)),
        attack("checksum differs", "UC3119", z -> z.patchLocal("b.txt", 14, 1)),
        attack("packed size differs", "UC3119", z -> z.patchLocal("b.txt", 18, 1)),
        attack("size differs", "UC3119", z -> z.patchLocal("b.txt", 22, 1)),
        attack("name differs", "UC3119", z -> z.patchLocal("b.txt", 30, 'c')),
        attack("no descriptor", "UC3119", z -> flags(z, 8)),
        attack("wrong descriptor", "UC3119", z -> z.wide().patchLocal("a.txt", 35 + 20 + 4, 1)),
        attack("stored with two sizes", "UC3119", z -> z.patchCentral("a.txt", 24, 30)),
        attack("encrypted", "UC3122", z -> flags(z, 1)),
        attack("patch data", "UC3122", z -> flags(z, 0x20)),
        attack("masked", "UC3122", z -> z.patchCentral("a.txt", 9, 0x20)),
        attack("unknown method", "UC3122", z -> method(z, 12)),
        attack("AES", "UC3122", z -> method(z, 99)),
        attack("a folder", "UC3122", z -> z.stored("folder/", new byte[0])),
        attack("prefix, offsets shifted", "UC3110", z -> z.prefix(TEXT), 4),
        attack("prefix", "UC3121", z -> z.prefix(TEXT)),
        attack("gap before the directory", "UC3121", z -> z.gap(TEXT)),
        attack("comment", "UC3121", z -> z.comment("hello")),
        attack("two entries on one", "UC3121", z -> z.patchCentral("b.txt", 42, 0)),
        attack("another disk", "UC3110", z -> z.patchCentral("a.txt", 34, 1)),
        attack("offset beyond", "UC3110", z -> z.patchCentral("a.txt", 42, 0, 0, 1)),
        attack("offset at no header", "UC3110", z -> z.patchCentral("a.txt", 42, 3)),
        attack("packed size beyond", "UC3110", z -> z.patchCentral("b.txt", 20, 0, 0, 1)),
        attack("zip64 without its field", "UC3110", z -> ones(z, 24)),
        attack("name cut off", "UC3110", z -> z.patchCentral("b.txt", 28, 255, 255)),
        attack("no name", "UC3110", z -> z.patchCentral("b.txt", 28, 0, 0)),
        attack("leads out", "UC3013", z -> z.stored("../c", TEXT)),
        attack("leads out, encoded", "UC3013", z -> z.stored("%2e%2E%2Fc", TEXT)),
        attack("absolute", "UC3013", z -> z.stored("/c", TEXT)),
        attack("drive", "UC3013", z -> z.stored("C:/c", TEXT)),
        attack("reserved", "UC3014", z -> z.stored("aux.txt", TEXT)),
        attack("encoded slash", "UC3014", z -> z.stored("x%2Fc", TEXT)),
        attack("backslash", "UC3014", z -> z.stored("x\\c", TEXT)),
        attack("encoded NUL", "UC3014", z -> z.stored("c%00.exe", TEXT)),
        attack("lone percent sign", "UC3014", z -> z.stored("c%4", TEXT)),
        attack("no UTF-8", "UC3014", z -> z.stored("c%ff", TEXT)),
        attack("twice", "UC3016", z -> z.stored("A.TXT", TEXT)),
        attack("twice, encoded", "UC3016", z -> z.stored("%61.txt", TEXT)),
        attack("a folder that is a file", "UC3016", z -> z.stored("a.txt/c", TEXT)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void refuses(String name, String code, UnaryOperator<RawZip> attack, int from) throws Exception {
    byte[] bytes = attack.apply(zip()).bytes();
    assertThat(codesOfOpening(Arrays.copyOfRange(bytes, from, bytes.length))).contains(code);
  }

  @Test
  void readsEntriesOfEachKind() throws Exception {
    for (RawZip zip : List.of(zip(), zip().wide())) {
      Files.write(file, zip.bytes());
      try (AppxZip opened = AppxZip.open(file, AppxLimits.DEFAULT)) {
        assertThat(opened.names()).containsExactly("a.txt", "b.txt");
        assertThat(opened.read("a.txt", 100)).isEqualTo(TEXT);
        assertThat(opened.read("b.txt", 100)).isEqualTo(TEXT);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt, 14, 16, 1, checksum",
    "b.txt, 14, 16, 1, checksum",
    "b.txt, 22, 24, 30, shorter",
    "b.txt, 22, 24, 5, longer",
  })
  void contentIsWhatBothHeadersSay(String name, int local, int central, int value, String what)
      throws Exception {
    RawZip zip = zip().patchLocal(name, local, value).patchCentral(name, central, value);
    assertThatReading(zip.bytes(), name).hasMessageContaining(what);
  }

  @Test
  void damagedStreamsAreRefused() throws Exception {
    byte[] bytes = zip().bytes();
    int packed = 35 + TEXT.length + 35;
    bytes[packed] = (byte) (bytes[packed] | 6); // RFC 1951 3.2.3: the reserved kind of block
    assertThatReading(bytes, "b.txt").hasMessageContaining("not deflated");
    byte[] early = zip().bytes();
    early[packed] = (byte) (early[packed] | 1); // the last block: what comes after it hides
    assertThatReading(early, "b.txt").hasMessageContaining("behind the end");
  }

  @Test
  void bombsAreRefusedBeforeTheyAreUnpacked() throws Exception {
    byte[] zeros = new byte[20 << 20];
    assertThat(codesOfOpening(new RawZip().deflated("zero", zeros).bytes()))
        .containsExactly("UC3117");
    byte[] many = new RawZip().deflated("a", zeros).stored("b", noise(1 << 20)).bytes();
    assertThat(codesOfOpening(many)).isEmpty();
  }

  @Test
  void bombThatLiesAboutItsSizeIsStoppedAtTheLie() throws Exception {
    RawZip zip = new RawZip().deflated("zero", new byte[20 << 20]);
    zip.patchLocal("zero", 22, 9, 0, 0, 0).patchCentral("zero", 24, 9, 0, 0, 0);
    assertThatReading(zip.bytes(), "zero").hasMessageContaining("longer");
  }

  @Test
  void totalAndEntriesHaveAnEnd() throws Exception {
    Files.write(file, zip().bytes());
    for (AppxLimits limits :
        List.of(new AppxLimits(200, 1 << 20, 39, 9), new AppxLimits(200, 1 << 20, 99, 1))) {
      assertThatThrownBy(() -> AppxZip.open(file, limits))
          .isInstanceOf(MalformedPackageException.class);
    }
    AppxZip.open(file, new AppxLimits(200, 1 << 20, 40, 2)).close();
  }

  @ParameterizedTest
  @CsvSource({"10, 1", "12, 1", "16, 1", "20, 1", "4, 1", "8, 9"})
  void endRecordHasToFit(int at, int value) throws Exception {
    byte[] bytes = zip().bytes();
    bytes[bytes.length - 22 + at] = (byte) (bytes[bytes.length - 22 + at] + value);
    assertThat(codesOfOpening(bytes)).containsAnyOf("UC3110", "UC3118");
  }

  @ParameterizedTest
  @CsvSource({"4, UC3110", "16, UC3110", "24, UC3110", "32, UC3110", "40, UC3110", "48, UC3110"})
  void wideEndRecordHasToFit(int at, String code) throws Exception {
    byte[] bytes = zip().wide().bytes();
    int field = bytes.length - 22 - 20 - 56 + at;
    bytes[field] = (byte) (bytes[field] + 1);
    assertThat(codesOfOpening(bytes)).contains(code);
    byte[] two = zip().wide().bytes();
    two[two.length - 22 + 12] = 7;
    two[two.length - 22 + 13] = 0;
    two[two.length - 22 + 14] = 0;
    two[two.length - 22 + 15] = 0;
    assertThat(codesOfOpening(two)).containsExactly("UC3119");
  }

  @Test
  void trailingBytesAndTruncationAreRefused() throws Exception {
    byte[] bytes = zip().bytes();
    assertThat(codesOfOpening(Arrays.copyOf(bytes, bytes.length + 1))).containsExactly("UC3110");
    for (int length = 0; length < bytes.length; length++) {
      assertThat(codesOfOpening(Arrays.copyOf(bytes, length))).isNotEmpty();
    }
  }

  @Test
  void packagesOfMoreThanFourGibibytesAreOpened() throws Exception {
    long large = (1L << 32) + 12345;
    byte[] name = "large.bin".getBytes(StandardCharsets.UTF_8);
    byte[] wide = new RawZip().wide().stored("large.bin", new byte[0]).bytes();
    int head = 30 + name.length;
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(wide, 0, head);
      out.seek(head + large); // a hole: nothing of it is written or read
      java.nio.ByteBuffer rest =
          java.nio.ByteBuffer.wrap(Arrays.copyOfRange(wide, head, wide.length))
              .order(java.nio.ByteOrder.LITTLE_ENDIAN);
      rest.putLong(8, large).putLong(16, large);
      int extra = 24 + 46 + name.length + 4;
      rest.putLong(extra, large).putLong(extra + 8, large);
      int end64 = extra + 24;
      rest.putLong(end64 + 48, head + large + 24);
      rest.putLong(end64 + 56 + 8, head + large + end64);
      out.write(rest.array());
    }
    try (AppxZip zip = AppxZip.open(file, AppxLimits.DEFAULT)) {
      assertThat(zip.member("large.bin").record().size()).isEqualTo(large);
      assertThat(zip.member("large.bin").headerSize()).isEqualTo(head);
    }
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertThatReading(
      byte[] bytes, String name) throws IOException {
    Files.write(file, bytes);
    try (AppxZip zip = AppxZip.open(file, AppxLimits.DEFAULT)) {
      return assertThatThrownBy(() -> zip.read(name, 1 << 20))
          .isInstanceOfSatisfying(
              MalformedPackageException.class, e -> assertThat(e.code()).isEqualTo("UC3123"));
    }
  }

  private List<String> codesOfOpening(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    MalformedPackageException e =
        catchThrowableOfType(
            MalformedPackageException.class, () -> AppxZip.open(file, AppxLimits.DEFAULT).close());
    return e == null ? List.of() : e.findings("").stream().map(f -> f.code()).toList();
  }

  private static RawZip zip() {
    return new RawZip().stored("a.txt", TEXT).deflated("b.txt", TEXT);
  }

  private static RawZip flags(RawZip zip, int flags) {
    return zip.patchLocal("a.txt", 6, flags).patchCentral("a.txt", 8, flags);
  }

  private static RawZip method(RawZip zip, int method) {
    return zip.patchLocal("a.txt", 8, method).patchCentral("a.txt", 10, method);
  }

  private static RawZip ones(RawZip zip, int at) {
    return zip.patchCentral("a.txt", at, 255, 255, 255, 255);
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new java.util.Random(1).nextBytes(noise);
    return noise;
  }

  private static Arguments attack(String name, String code, UnaryOperator<RawZip> attack) {
    return attack(name, code, attack, 0);
  }

  private static Arguments attack(
      String name, String code, UnaryOperator<RawZip> attack, int from) {
    return Arguments.of(name, code, attack, from);
  }
}
