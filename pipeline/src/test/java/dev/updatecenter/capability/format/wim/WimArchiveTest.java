package dev.updatecenter.capability.format.wim;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.testing.WimBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WimArchiveTest {
  private static final int TABLE_OFFSET = 48 + 8;

  private final Path folder;

  WimArchiveTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsStoredFilesInFolders() throws Exception {
    Map<String, byte[]> files = WimReading.of(written(sample().bytes()));

    assertThat(files).containsOnlyKeys("a.txt", "empty.txt", "prov/b.txt");
    assertThat(files.get("a.txt")).isEqualTo("alpha".getBytes(UTF_8));
    assertThat(files.get("prov/b.txt")).isEqualTo("beta".getBytes(UTF_8));
    assertThat(files.get("empty.txt")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 32768, 32769 + 300, 100_000})
  void unpacksXpressOverSeveralChunks(int length) throws Exception {
    byte[] expected = new byte[length];
    for (int i = 0; i < length; i++) {
      expected[i] = (byte) ('a' + i % 3);
    }

    assertThat(WimReading.of(written(new WimBuilder().abc("abc.txt", length).bytes())))
        .containsOnlyKeys("abc.txt")
        .allSatisfy((name, content) -> assertThat(content).isEqualTo(expected));
  }

  @Test
  void twoFilesOfOneContentAreBothThere() throws Exception {
    byte[] same = "the same".getBytes(UTF_8);
    byte[] image = new WimBuilder().file("a", same).file("b", same).bytes();

    assertThat(WimReading.of(written(image))).containsOnlyKeys("a", "b");
  }

  /** Offsets as in WIMHEADER_V1_PACKED. */
  @ParameterizedTest
  @CsvSource({
    "8, 4, 100, UC3130",
    "12, 4, 0x10E00, UC3130",
    "12, 4, 0xE00, UC3132",
    "16, 4, 0x80002, UC3132",
    "16, 4, 0x60002, UC3132",
    "16, 4, 0x8, UC3131",
    "16, 4, 0x10, UC3131",
    "16, 4, 0x40, UC3131",
    "40, 2, 2, UC3131",
    "42, 2, 3, UC3131",
    "44, 4, 0, UC3130",
    "44, 4, 2, UC3133",
    "44, 4, -1, UC3130",
    "48, 4, 0x7FFFFFFF, UC3133",
    "55, 1, 0x10, UC3132",
    "56, 8, -1, UC3133",
    "64, 8, 7, UC3133",
    "80, 8, 0x7FFFFFFFFFFF, UC3133",
  })
  void refusesEachFaultOfTheHeaderUnderItsCode(int at, int width, String value, String code)
      throws Exception {
    long number = Long.decode(value);
    assertThat(refusal(image -> put(image, at, width, number))).isEqualTo(code);
  }

  @Test
  void refusesChunksThatAreNotRead() throws Exception {
    byte[] image = new WimBuilder().abc("a", 300).bytes();
    for (int size : new int[] {0, 1, 2048, 3 << 14, 1 << 17, -1}) {
      byte[] other = image.clone();
      little(other).putInt(20, size);
      assertThat(code(other)).as("chunks of " + size).isEqualTo("UC3132");
    }
    byte[] lzx = image.clone();
    little(lzx).putInt(16, 0x40002).putInt(20, 1 << 16);
    assertThat(code(lzx)).isEqualTo("UC3132");
  }

  @Test
  void refusesContentWithAnotherDigest() throws Exception {
    assertThat(refusal(image -> image.put(208, (byte) 'x'))).isEqualTo("UC3134");
  }

  @Test
  void refusesAFileWhoseContentIsNotInTheTable() throws Exception {
    assertThat(
            refusal(
                image -> {
                  int table = (int) image.getLong(TABLE_OFFSET);
                  image.put(table + 30, (byte) ~image.get(table + 30));
                }))
        .isEqualTo("UC3133");
  }

  @ParameterizedTest
  @CsvSource({"'../x', UC3133", "CON, UC3014", "'a:b', UC3013", "'a\\b', UC3133"})
  void refusesUnsafeNames(String name, String code) throws Exception {
    String placeholder = "Q".repeat(name.length());
    byte[] image = new WimBuilder().file(placeholder, "x".getBytes(UTF_8)).bytes();
    assertThat(code(renamed(image, placeholder, name))).isEqualTo(code);
  }

  @Test
  void refusesTwoNamesThatAreOneToWindows() throws Exception {
    byte[] image =
        new WimBuilder().file("aa", "1".getBytes(UTF_8)).file("ab", "2".getBytes(UTF_8)).bytes();
    assertThat(code(renamed(image, "ab", "AA"))).isEqualTo("UC3016");
  }

  @Test
  void holdsItsLimits() throws Exception {
    Path image = written(new WimBuilder().abc("abc.txt", 1 << 20).bytes());
    assertThat(WimReading.of(image)).hasSize(1);
    assertThat(limited(image, new WimLimits(50, 1 << 16, 1 << 30, 100, 9))).isEqualTo("UC3135");
    assertThat(limited(image, new WimLimits(999, 0, 1 << 19, 100, 9))).isEqualTo("UC3135");
    assertThat(limited(image, new WimLimits(999, 0, 1 << 30, 1, 9))).isEqualTo("UC3135");
    Path deep = written(sample().bytes());
    assertThat(limited(deep, new WimLimits(999, 0, 1 << 30, 100, 1))).isEqualTo("UC3135");
  }

  private static WimBuilder sample() {
    return new WimBuilder()
        .file("a.txt", "alpha".getBytes(UTF_8))
        .file("empty.txt", new byte[0])
        .file("prov/b.txt", "beta".getBytes(UTF_8));
  }

  private static byte[] renamed(byte[] image, String from, String to) throws Exception {
    byte[] wanted = from.getBytes(UTF_16LE);
    byte[] other = image.clone();
    for (int i = 0; i + wanted.length <= other.length; i++) {
      if (Arrays.equals(other, i, i + wanted.length, wanted, 0, wanted.length)) {
        byte[] name = to.getBytes(UTF_16LE);
        System.arraycopy(name, 0, other, i, name.length);
        return withDigestOfFolders(other);
      }
    }
    throw new IllegalArgumentException(from);
  }

  /** The folders are the last resource of the table. */
  private static byte[] withDigestOfFolders(byte[] image) throws Exception {
    ByteBuffer in = little(image);
    int entry = image.length - 50;
    int at = (int) in.getLong(entry + 8);
    byte[] folders = Arrays.copyOfRange(image, at, at + (int) in.getLong(entry + 16));
    byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(folders);
    System.arraycopy(sha1, 0, image, entry + 30, sha1.length);
    return image;
  }

  private String refusal(Consumer<ByteBuffer> spoil) throws IOException {
    byte[] image = sample().bytes();
    spoil.accept(little(image));
    return code(image);
  }

  private String code(byte[] image) throws IOException {
    return limited(written(image), WimLimits.DEFAULT);
  }

  private static String limited(Path image, WimLimits limits) {
    MalformedPackageException e =
        catchThrowableOfType(MalformedPackageException.class, () -> WimReading.of(image, limits));
    return e == null ? "none" : e.code();
  }

  private static void put(ByteBuffer image, int at, int width, long value) {
    for (int i = 0; i < width; i++) {
      image.put(at + i, (byte) (value >> (8 * i)));
    }
  }

  private static ByteBuffer little(byte[] image) {
    return ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Path written(byte[] image) throws IOException {
    return Files.write(folder.resolve("x.ppkg"), image);
  }
}
