package dev.updatecenter.capability.format.appx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.AppxSample;
import dev.updatecenter.testing.BundleSample;
import dev.updatecenter.testing.RawZip;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of bundles. */
class AppxBundleTest {
  private final Path folder;

  AppxBundleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsASoundBundle() throws IOException {
    AppxBundle bundle = read(new BundleSample());

    assertThat(bundle.findings()).isEmpty();
    assertThat(bundle.contentFindings()).isEmpty();
    assertThat(bundle.processors()).containsExactlyInAnyOrder("arm", "x64");
    assertThat(bundle.packages())
        .extracting(AppxBundle.Inner::fileName)
        .containsExactly("Kiosk_arm.msix", "Kiosk_x64.msix");
    assertThat(bundle.packages())
        .allSatisfy(p -> assertThat(p.content().findings()).isEmpty())
        .allSatisfy(p -> assertThat(p.content().manifest()).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Bundle | <Bundel | UC3180",
        "appx/2013/bundle | appx/bundle | UC3180",
        "FileName=\"Kiosk_x64.msix\" | '' | UC3180",
        "Type=\"application\" | Type=\"app\" | UC3180",
        "Version=\"1.2.3.0\" Arch | Arch | UC3180",
        "FileName=\"Kiosk_x64.msix\" | FileName=\"kiosk_ARM.msix\" | UC3180",
        "FileName=\"Kiosk_x64.msix\" | FileName=\"Kiosk_x86.msix\" | UC3181",
        "Offset=\"44\" | Offset=\"0\" | UC3183",
        "Offset=\"44\" | '' | UC3183",
        "Size=\" | Size=\"1 | UC3183",
        "Architecture=\"x64\" | Architecture=\"arm64\" | UC3184",
        "Architecture=\"x64\" | '' | UC3184",
        "Version=\"1.2.3.0\" Arch | Version=\"1.2.4.0\" Arch | UC3184",
        "Publisher=\"CN=Contoso TEST\" | Publisher=\"CN=Other TEST\" | UC3184",
        "Name=\"Contoso.Kiosk\" | Name=\"Contoso.Other\" | UC3184",
        "Architecture=\"x64\" | Architecture=\"x64\" ResourceId=\"split\" | UC3184",
        "Type=\"application\" | Type=\"resource\" | UC3185",
      })
  void saysWhereManifestAndPackagesDisagree(String what, String by, String code)
      throws IOException {
    assertThat(read(new BundleSample().manifest(what, by)).findings())
        .extracting(Finding::code)
        .contains(code);
  }

  @Test
  void schemaOfIdentitiesHoldsForBundlesToo() throws IOException {
    assertThat(read(new BundleSample().manifest("CN=Contoso TEST", "Contoso")).contentFindings())
        .extracting(Finding::code)
        .containsExactly("UC3125");
  }

  @Test
  void packagesAreNotCompressedOnceMore() throws IOException {
    AppxBundle bundle = read(new BundleSample().deflated());
    assertThat(bundle.findings()).extracting(Finding::code).containsOnly("UC3182");
    assertThat(bundle.packages()).isEmpty();
  }

  @Test
  void packagesThatTheManifestOmitsAreSaid() throws IOException {
    AppxBundle bundle =
        read(
            new BundleSample()
                .manifest(
                    "<Package Type=\"application\" Version=\"1.2.3.0\" Architecture=\"x64\"",
                    "<Pack Type=\"application\" Version=\"1.2.3.0\" Architecture=\"x64\""));
    assertThat(bundle.findings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("UC3114", "UC3181");
  }

  @Test
  void whatIsWrongInsideIsSaidOfTheInside() throws IOException {
    AppxSample bad = new AppxSample().map("LfhSize=\"43\"", "LfhSize=\"44\"");
    AppxBundle bundle = read(new BundleSample().with("Kiosk_arm.msix", "arm", bad));
    assertThat(bundle.findings()).isEmpty();
    assertThat(bundle.packages().get(0).content().findings())
        .extracting(Finding::code)
        .containsExactly("UC3128");
  }

  @Test
  void noBundleLiesInABundle() throws IOException {
    byte[] inner = new BundleSample().bytes();
    assertThat(inside(read(new BundleSample().with("Kiosk_arm.msix", "arm", inner))))
        .containsExactly("UC3186");
  }

  @Test
  void packageThatIsNoneIsSaid() throws IOException {
    assertThat(inside(read(new BundleSample().with("Kiosk_arm.msix", "arm", new byte[99]))))
        .containsExactly("UC3110");
    byte[] plain = new RawZip().stored("a.png", new byte[1]).bytes();
    assertThat(inside(read(new BundleSample().with("Kiosk_arm.msix", "arm", plain))))
        .containsExactly("UC3111", "UC3111", "UC3111");
  }

  @Test
  void packagesShareOneLimit() throws IOException {
    BundleSample bundle = new BundleSample().without("Kiosk_arm.msix").without("Kiosk_x64.msix");
    AppxSample zeros = new AppxSample().part("zero.png", new byte[12 << 20]).deflated();
    for (String name : List.of("a.msix", "b.msix", "c.msix")) {
      bundle.with(name, "arm", zeros);
    }
    assertThat(inside(read(bundle))).contains("UC3117");
  }

  private static List<String> inside(AppxBundle bundle) {
    return bundle.packages().stream()
        .flatMap(p -> p.content().findings().stream())
        .map(Finding::code)
        .toList();
  }

  private AppxBundle read(BundleSample sample) throws IOException {
    Path file = Files.write(folder.resolve("a.msixbundle"), sample.bytes());
    try (AppxZip zip = AppxZip.open(file, AppxLimits.DEFAULT)) {
      PartSink nowhere = name -> OutputStream.nullOutputStream();
      return AppxBundle.read(zip, nowhere, name -> nowhere);
    }
  }
}
