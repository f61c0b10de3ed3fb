package dev.updatecenter.capability.format.appx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppxPackageTest {
  private static final String MANIFEST =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10">
        <Identity Name="Contoso.Kiosk" Publisher="CN=Contoso TEST" Version="1.2.3.0"
            ProcessorArchitecture="x64"/>
        <Dependencies>
          <TargetDeviceFamily Name="Windows.Universal" MinVersion="10.0.17763.0"
              MaxVersionTested="10.0.19041.0"/>
        </Dependencies>
      </Package>
      """;

  private final Path folder;
  private final Path sound;

  AppxPackageTest(@TempDir Path folder) {
    this.folder = folder;
    this.sound = folder.resolve("sound.msix");
  }

  @BeforeEach
  void writeASoundPackage() throws IOException {
    Path exe = Files.write(folder.resolve("Kiosk.exe"), new byte[150_000]);
    Path empty = Files.write(folder.resolve("empty.txt"), new byte[0]);
    AppxWriter.write(
        sound,
        MANIFEST.getBytes(StandardCharsets.UTF_8),
        List.of(new AppxFile("bin/Kiosk.exe", exe), new AppxFile("empty.txt", empty)));
  }

  @Test
  void readsWhatItWrote() throws IOException {
    AppxPackage appx = AppxPackage.open(sound);
    assertThat(appx.findings()).isEmpty();
    assertThat(appx.signed()).isFalse();
    assertThat(appx.manifest().format()).isEqualTo(PackageFormat.MSIX);
    assertThat(appx.manifest().name()).isEqualTo("Contoso.Kiosk");
    assertThat(appx.manifest().publisher()).isEqualTo("CN=Contoso TEST");
    assertThat(appx.manifest().architecture()).contains(Architecture.AMD64);
    assertThat(appx.manifest().minVersion().orElseThrow()).hasToString("10.0.17763.0");
    assertThat(appx.entries())
        .extracting(PackageEntry::name)
        .containsExactly(
            "bin/Kiosk.exe",
            "empty.txt",
            "AppxManifest.xml",
            "AppxBlockMap.xml",
            "[Content_Types].xml");
    byte[] once = Files.readAllBytes(sound);
    writeASoundPackage();
    assertThat(sound).hasBinaryContent(once);
  }

  @Test
  void saysWhereContentAndBlockMapDisagree() throws IOException {
    Map<String, byte[]> parts = parts();
    byte[] changed = new byte[150_000];
    changed[100_000] = 1;
    parts.put("bin/Kiosk.exe", changed);
    parts.put("empty.txt", new byte[1]);
    parts.put("more.dll", new byte[1]);
    assertThat(AppxPackage.open(zip(parts)).findings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("UC3115", "UC3116", "UC3114");
    parts.remove("bin/Kiosk.exe");
    assertThat(AppxPackage.open(zip(parts)).findings())
        .anyMatch(f -> f.message().contains("in the block map only"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AppxManifest.xml | Identity | Identify | UC3112",
        "AppxManifest.xml | 1.2.3.0 | 1.2.3 | UC3112",
        "AppxManifest.xml | </Package> | '' | UC3112",
        "AppxBlockMap.xml | 2010 | 2011 | UC3113",
        "AppxBlockMap.xml | Size=\"150000\" | Size=\"15\" | UC3113",
        "AppxBlockMap.xml | xmlenc#sha256 | xmlenc#sha1 | UC3120",
        "[Content_Types].xml | <Types | <T | UC3111"
      })
  void refusesPartsThatAreNotWhatTheyMustBe(String part, String what, String by, String code)
      throws IOException {
    Map<String, byte[]> parts = parts();
    String text = new String(parts.get(part), StandardCharsets.UTF_8).replace(what, by);
    parts.put(part, text.getBytes(StandardCharsets.UTF_8));
    assertThat(codeOf(zip(parts))).isEqualTo(code);
  }

  @Test
  void refusesMissingPartsUnsafeNamesAndBombs() throws IOException {
    Map<String, byte[]> parts = parts();
    parts.remove("AppxBlockMap.xml");
    assertThat(codeOf(zip(parts))).isEqualTo("UC3111");
    parts = parts();
    parts.put("..%5Cevil.exe", new byte[0]);
    assertThat(codeOf(zip(parts))).isEqualTo("UC3013");
    parts = parts();
    parts.put("EMPTY.txt", new byte[0]);
    assertThat(codeOf(zip(parts))).isEqualTo("UC3016");
    parts = parts();
    parts.put("zero", new byte[20 << 20]);
    assertThat(codeOf(zip(parts))).isEqualTo("UC3117");
  }

  @Test
  void boundsTheNumberOfEntriesBeforeReadingThem() throws IOException {
    AppxLimits two = new AppxLimits(200, 1 << 20, 1 << 20, 2);
    MalformedPackageException e =
        catchThrowableOfType(MalformedPackageException.class, () -> AppxPackage.open(sound, two));
    assertThat(e.code()).isEqualTo("UC3118");
  }

  @Test
  void everyTruncationAndManyBitFlipsAreReadOrRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(zip(parts()));
    Path spoiled = folder.resolve("spoiled.msix");
    for (int length = 0; length < bytes.length; length += 13) {
      Files.write(spoiled, Arrays.copyOf(bytes, length));
      assertThat(codeOf(spoiled)).as("cut at " + length).isNotEmpty();
    }
    for (int bit = 0; bit < bytes.length * 8; bit += 11) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(spoiled, flipped);
      codeOf(spoiled);
    }
  }

  private Map<String, byte[]> parts() throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(sound.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return parts;
  }

  private Path zip(Map<String, byte[]> parts) throws IOException {
    Path file = folder.resolve("other.msix");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  private static String codeOf(Path file) {
    MalformedPackageException e =
        catchThrowableOfType(MalformedPackageException.class, () -> AppxPackage.open(file));
    return e == null ? "" : e.code();
  }
}
