package dev.updatecenter.capability.format.wim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.WimBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** wimlib makes images that are read here, and reads those that the recipes make. */
class WimInteropTest {
  private static final String WIMLIB = "wimlib-imagex";

  private final Path folder;

  WimInteropTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "--compress=none",
    "--compress=xpress --chunk-size=4096",
    "--compress=xpress --chunk-size=8192",
    "--compress=xpress",
    "--compress=xpress --chunk-size=65536",
    "--compress=lzx"
  })
  void readsWhatWimlibWrites(String options) throws Exception {
    Map<String, byte[]> files = files();
    Path image = captured(files, options.split(" ", -1));

    Map<String, byte[]> read = WimReading.of(image);
    assertThat(read).containsOnlyKeys(files.keySet());
    files.forEach((name, content) -> assertThat(read.get(name)).as(name).isEqualTo(content));
  }

  @ParameterizedTest
  @CsvSource({"--compress=lzms", "--solid", "--compress=lzx --chunk-size=65536"})
  void refusesWhatIsNotReadUnderItsCode(String options) throws Exception {
    Path image = captured(files(), options.split(" ", -1));

    assertThat(code(image)).isEqualTo("UC3132");
  }

  @Test
  void refusesThePartsOfASplitImage() throws Exception {
    Path wimlib = Programs.require(WIMLIB);
    Path whole = captured(files(), "--compress=none");
    run(wimlib, "split", whole.toString(), folder.resolve("part.swm").toString(), "1");

    assertThat(code(folder.resolve("part.swm"))).isEqualTo("UC3131");
    assertThat(code(folder.resolve("part2.swm"))).isEqualTo("UC3131");
  }

  @Test
  void wimlibReadsWhatTheRecipesMake() throws Exception {
    Path wimlib = Programs.require(WIMLIB);
    Path image =
        Files.write(
            folder.resolve("made.wim"),
            new WimBuilder()
                .file("customizations.xml", "<x/>".getBytes(UTF_8))
                .file("empty", new byte[0])
                .abc("prov/abc.txt", 100_000)
                .bytes());
    Path out = Files.createDirectories(folder.resolve("out"));

    run(wimlib, "verify", image.toString());
    run(wimlib, "apply", image.toString(), "1", out.toString());
    assertThat(Files.readString(out.resolve("customizations.xml"))).isEqualTo("<x/>");
    assertThat(out.resolve("prov/abc.txt")).hasSize(100_000);
    assertThat(out.resolve("empty")).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xpress", "lzx"})
  void everySpoiledImageOfWimlibIsReadOrRefused(String compression) throws Exception {
    Map<String, byte[]> files = files();
    files.remove("noise.bin");
    byte[] sound = Files.readAllBytes(captured(files, "--compress=" + compression));
    Random random = new Random(2);
    Path file = folder.resolve("spoiled.wim");
    for (int i = 0; i < 400; i++) {
      byte[] spoiled = sound.clone();
      int at = 208 + random.nextInt(sound.length - 208);
      spoiled[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, spoiled);
      try {
        WimReading.of(file);
      } catch (MalformedPackageException e) {
        assertThat(e.code()).startsWith("UC3");
      }
    }
  }

  /** Text that packs well, noise that does not, x86 calls that LZX translates, nothing, twins. */
  private static Map<String, byte[]> files() {
    Random random = new Random(1);
    byte[] noise = new byte[1_300_000];
    random.nextBytes(noise);
    byte[] calls = new byte[70_000];
    for (int i = 0; i + 5 <= calls.length; i += 5) {
      calls[i] = (byte) 0xE8;
      calls[i + 1] = (byte) (i % 7);
    }
    Map<String, byte[]> files = new TreeMap<>();
    files.put("customizations.xml", "<WindowsCustomizations/>".repeat(5000).getBytes(UTF_8));
    files.put("noise.bin", noise);
    files.put("prov/0/calls.dll", calls);
    files.put("prov/0/twin.dll", calls);
    files.put("prov/empty", new byte[0]);
    files.put("prov/Größe.txt", "ä".repeat(40_000).getBytes(UTF_8));
    return files;
  }

  private Path captured(Map<String, byte[]> files, String... options) throws Exception {
    Path wimlib = Programs.require(WIMLIB);
    Path source = folder.resolve("source");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = source.resolve(file.getKey());
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.write(path, file.getValue());
    }
    Path image = folder.resolve("captured.wim");
    String[] command = new String[3 + options.length];
    command[0] = "capture";
    command[1] = source.toString();
    command[2] = image.toString();
    System.arraycopy(options, 0, command, 3, options.length);
    run(wimlib, command);
    return image;
  }

  private static void run(Path program, String... arguments)
      throws IOException, InterruptedException {
    Programs.Result result = Programs.run(program, arguments);
    assertThat(result.exit()).as(result.output()).isZero();
  }

  private static String code(Path image) {
    MalformedPackageException e =
        catchThrowableOfType(MalformedPackageException.class, () -> WimReading.of(image));
    return e == null ? "none" : e.code();
  }
}
