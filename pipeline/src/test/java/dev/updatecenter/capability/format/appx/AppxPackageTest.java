package dev.updatecenter.capability.format.appx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.testing.AppxSample;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a package's manifest, content types and block map. */
class AppxPackageTest {
  private final Path folder;

  AppxPackageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Path exe = Files.write(folder.resolve("Kiosk.exe"), new byte[150_000]);
    Path empty = Files.write(folder.resolve("empty.txt"), new byte[0]);
    byte[] manifest = manifestOf(new AppxSample());
    Path made = folder.resolve("made.msix");
    List<AppxFile> files =
        List.of(new AppxFile("bin/Kiosk.exe", exe), new AppxFile("empty.txt", empty));
    AppxWriter.write(made, manifest, files);
    byte[] once = Files.readAllBytes(made);
    AppxWriter.write(made, manifest, files);

    assertThat(made).hasBinaryContent(once);
    AppxPackage appx = read(once);
    assertThat(appx.findings()).isEmpty();
    assertThat(appx.contentFindings()).isEmpty();
    assertThat(appx.signed()).isFalse();
  }

  @Test
  void readsWhoAPackageIs() throws IOException {
    AppxManifest manifest = read(new AppxSample().deflated().bytes()).manifest().orElseThrow();
    assertThat(manifest.format()).isEqualTo(PackageFormat.MSIX);
    assertThat(manifest.identity().name()).isEqualTo("Contoso.Kiosk");
    assertThat(manifest.identity().publisher()).isEqualTo("CN=Contoso TEST");
    assertThat(manifest.identity().architecture()).contains(Architecture.ARM);
    assertThat(manifest.targets())
        .extracting(t -> t.family() + " " + t.minVersion() + " " + t.position())
        .containsExactly("Windows.IoT 10.0.17763.0 AppxManifest.xml:11:5");
  }

  @Test
  void hasNothingAgainstSoundPackages() throws IOException {
    AppxSample spaced =
        new AppxSample().part("Assets/a b (1).png", new byte[70_000]).part("e.png", new byte[0]);
    for (byte[] sound :
        List.of(
            new AppxSample().bytes(),
            new AppxSample().deflated().bytes(),
            new AppxSample().zip(z -> z.wide()).bytes(),
            new AppxSample().deflated().zip(z -> z.wide()).bytes(),
            spaced.bytes(),
            spaced.deflated().bytes())) {
      assertThat(read(sound).findings()).isEmpty();
      assertThat(read(sound).contentFindings()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Name=\"Contoso.Kiosk\" | Name=\"Co\" | UC3125 | 3",
        "Name=\"Contoso.Kiosk\" | Name=\"Contoso_Kiosk\" | UC3125 | 3",
        "Name=\"Contoso.Kiosk\" | Name=\"lpt1.kiosk\" | UC3125 | 3",
        "Name=\"Contoso.Kiosk\" | Name=\"Contoso.xn--kiosk\" | UC3125 | 3",
        "Name=\"Contoso.Kiosk\" | Name=\"Contoso.\" | UC3125 | 3",
        "CN=Contoso TEST\" | Contoso\" | UC3125 | 3",
        "CN=Contoso TEST\" | CN=Contoso, ST=WA\" | UC3125 | 3",
        "1.2.3.0 | 1.02.3.0 | UC3125 | 3",
        "1.2.3.0 | 1.2.3.4 | UC3188 | 3",
        "\"arm\" | \"ARM\" | UC3125 | 3",
        "\"arm\" | \"arm\" ResourceId=\"a_b\" | UC3125 | 3",
        "<DisplayName>Kiosk | <DisplayName> | UC3126 | 6",
        "Logo.png | Logo.txt | UC3126 | 5",
        "MinVersion=\"10.0.17763.0\" | MinVersion=\"10.0.17763\" | UC3127 | 11",
        "MinVersion=\"10.0.17763.0\" | MinVersion=\"0.0.17763.0\" | UC3127 | 11",
        "MinVersion=\"10.0.17763.0\" | MinVersion=\"10.0.29041.0\" | UC3127 | 11",
        "MaxVersionTested | MaxVersion | UC3127 | 11",
        "Name=\"Windows.IoT\" | '' | UC3127 | 11",
        "TargetDeviceFamily | TargetDevice | UC3127 | 2",
        "bin\\Kiosk.exe | Kiosk.exe | UC3189 | 15",
      })
  void saysWhatTheSchemaHasAgainstAManifest(String what, String by, String code, int line)
      throws IOException {
    AppxPackage appx = read(new AppxSample().manifest(what, by).bytes());

    assertThat(appx.findings()).isEmpty();
    assertThat(appx.contentFindings())
        .extracting(Finding::code, Finding::file, Finding::line)
        .containsExactly(tuple(code, "AppxManifest.xml", line));
  }

  @Test
  void storesRuleOfVersionsIsANote() throws IOException {
    assertThat(read(new AppxSample().manifest("1.2.3.0", "1.2.3.4").bytes()).contentFindings())
        .extracting(Finding::severity)
        .containsExactly(Severity.NOTE);
  }

  @ParameterizedTest
  @CsvSource({"6.3.0, 6.3.0.0", "10.0, 10.0.0.0", "10.0.17763.1, 10.0.17763.1"})
  void olderManifestsNameTheLowestSystem(String text, String version) throws IOException {
    AppxPackage appx = read(older(text, text).bytes());

    assertThat(appx.contentFindings()).isEmpty();
    AppxManifest manifest = appx.manifest().orElseThrow();
    assertThat(manifest.format()).isEqualTo(PackageFormat.APPX);
    assertThat(manifest.targets())
        .extracting(t -> t.family() + t.minVersion())
        .containsExactly(version);
  }

  @ParameterizedTest
  @CsvSource({"10, 10.0.0", "6.3.0, 6.2.0", "'', 6.3.0"})
  void olderManifestsHaveToSayItSoundly(String least, String most) throws IOException {
    assertThat(read(older(least, most).bytes()).contentFindings())
        .extracting(Finding::code)
        .contains("UC3127");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Identity | Identify | UC3112",
        "1.2.3.0 | 1.2.3 | UC3112",
        "1.2.3.0 | 1.2.3.65536 | UC3112",
        "\"arm\" | \"mips\" | UC3112",
        "</Package> | '' | UC3112",
        "foundation/windows10 | foundation | ''",
        "schemas.microsoft.com | schemas.example.com | UC3112",
      })
  void manifestWithoutAWholeIdentityIsRefused(String what, String by, String code)
      throws IOException {
    AppxPackage appx = read(new AppxSample().manifest(what, by).bytes());
    assertThat(appx.findings())
        .extracting(Finding::code)
        .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    assertThat(appx.manifest().isEmpty()).isEqualTo(!code.isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "appx/2010 | appx/2011 | UC3113",
        "Size=\"150000\" | Size=\"15\" | UC3113",
        "Size=\"150000\" | Size=\"-1\" | UC3113",
        "Size=\"150000\" | '' | UC3113",
        "LfhSize=\"43\" | LfhSize=\"4\" | UC3113",
        "LfhSize=\"43\" | '' | UC3113",
        "<Block Hash=\" | <Block Hash=\"AAAA | UC3113",
        "<Block Hash=\" | <Block Hash=\"! | UC3113",
        "Assets\\Logo.png | bin\\KIOSK.exe | UC3113",
        "xmlenc#sha256 | xmldsig#sha1 | UC3120",
        "xmlenc#sha256 | xmlenc#sha512 | UC3120",
        "</BlockMap> | '' | UC3113",
        "LfhSize=\"43\" | LfhSize=\"44\" | UC3128",
        "Assets\\Logo.png | Assets\\Other.png | UC3114",
      })
  void saysWhatIsWrongWithABlockMap(String what, String by, String code) throws IOException {
    assertThat(read(new AppxSample().map(what, by).bytes()).findings())
        .isNotEmpty()
        .allMatch(f -> f.code().equals(code))
        .allMatch(f -> code.equals("UC3114") || "AppxBlockMap.xml".equals(f.file()));
  }

  @Test
  void saysWhereContentAndBlockMapDisagree() throws IOException {
    byte[] changed = new byte[150_000];
    changed[100_000] = 1;
    assertThat(messages(new AppxSample().part("bin/Kiosk.exe", changed).map(text -> soundMap())))
        .containsExactly(
            "UC3115 bin/Kiosk.exe is not the content that its block map names, from byte 65536");
    assertThat(
            messages(new AppxSample().part("bin/Kiosk.exe", new byte[3]).map(text -> soundMap())))
        .containsExactly("UC3116 bin/Kiosk.exe has 3 bytes, listed are 150000");
    assertThat(messages(new AppxSample().unlisted("more.exe", new byte[3])))
        .containsExactly("UC3114 more.exe is not in the block map");
  }

  @Test
  void blocksTakeUpWhatTheySay() throws IOException {
    AppxSample deflated = new AppxSample().deflated();
    assertThat(
            codes(deflated.map(t -> t.replaceFirst("\" Size=\"(\\d+)\"/>", "\" Size=\"9$1\"/>"))))
        .containsExactly("UC3129");
    assertThat(codes(deflated.map(t -> t.replaceFirst("\" Size=\"\\d+\"/>", "\"/>"))))
        .containsExactly("UC3113");
    assertThat(codes(deflated.map(t -> t.replaceAll("\" Size=\"\\d+\"/>", "\"/>"))))
        .containsOnly("UC3129")
        .hasSize(3);
    assertThat(codes(new AppxSample().map(t -> t.replaceAll("=\"/>", "=\" Size=\"65536\"/>"))))
        .containsOnly("UC3129");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Types | <T | UC3111",
        "package/2006 | package/2007 | UC3111",
        "Extension=\"exe\" | Extension=\"dll\" | UC3124",
        "Extension=\"png\" | Extension=\"EXE\" | UC3124",
        "image/png | png | UC3124",
        "Extension=\"exe\" | Extension=\"EXE\" | ''",
      })
  void everyPartHasOneContentType(String what, String by, String code) throws IOException {
    assertThat(read(new AppxSample().types(what, by).bytes()).findings())
        .allMatch(f -> f.code().equals(code))
        .matches(all -> all.isEmpty() == code.isEmpty());
  }

  @Test
  void tellsEverythingAtOnce() throws IOException {
    AppxSample bad =
        new AppxSample()
            .manifest("Name=\"Contoso.Kiosk\"", "Name=\"C\"")
            .types("image/png", "png")
            .map("LfhSize=\"43\"", "LfhSize=\"44\"")
            .unlisted("more.exe", new byte[1]);
    assertThat(codes(bad)).containsExactlyInAnyOrder("UC3124", "UC3124", "UC3128", "UC3114");
    assertThat(read(bad.bytes()).contentFindings()).hasSize(1);
  }

  @Test
  void missingPartsAreSaid() throws IOException {
    Path made = folder.resolve("plain.msix");
    try (StoredZip zip = new StoredZip(made)) {
      zip.put("AppxManifest.xml", manifestOf(new AppxSample()));
    }
    AppxPackage appx = read(Files.readAllBytes(made));
    assertThat(appx.findings()).extracting(Finding::code).containsExactly("UC3111", "UC3111");
    assertThat(appx.manifest()).isPresent();
  }

  /** The map of the sample as it is, whatever the content. */
  private static String soundMap() {
    return new String(partOf(new AppxSample(), "AppxBlockMap.xml"), StandardCharsets.UTF_8);
  }

  private static AppxSample older(String least, String most) {
    return new AppxSample()
        .manifest("appx/manifest/foundation/windows10", "appx/2010/manifest")
        .manifest(
            text ->
                text.replaceAll(
                    "(?s)<Dependencies>.*</Dependencies>",
                    "<Prerequisites><OSMinVersion>"
                        + least
                        + "</OSMinVersion><OSMaxVersionTested>"
                        + most
                        + "</OSMaxVersionTested></Prerequisites>"));
  }

  private List<String> codes(AppxSample sample) throws IOException {
    return read(sample.bytes()).findings().stream().map(Finding::code).toList();
  }

  private List<String> messages(AppxSample sample) throws IOException {
    return read(sample.bytes()).findings().stream().map(f -> f.code() + " " + f.message()).toList();
  }

  private AppxPackage read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("read.msix"), bytes);
    try (AppxZip zip = AppxZip.open(file, AppxLimits.DEFAULT)) {
      return AppxPackage.read(zip, name -> OutputStream.nullOutputStream());
    }
  }

  private static byte[] manifestOf(AppxSample sample) {
    return partOf(sample, "AppxManifest.xml");
  }

  private static byte[] partOf(AppxSample sample, String name) {
    try {
      Path file = Files.write(Files.createTempFile("sample", ".msix"), sample.bytes());
      try (AppxZip zip = AppxZip.open(file, AppxLimits.DEFAULT)) {
        return zip.read(name, 1 << 20);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
