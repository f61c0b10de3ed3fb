package dev.updatecenter.stage.validation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.capability.format.appx.AppxFile;
import dev.updatecenter.capability.format.appx.AppxWriter;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.TestExaminations;
import dev.updatecenter.testing.ProvisioningPackages;
import dev.updatecenter.testing.ReleaseFolder;
import dev.updatecenter.testing.SignableSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of each package: its target, its name. */
class PackageRulesTest {
  private final ReleaseFolder releases;

  PackageRulesTest(@TempDir Path root) throws IOException {
    this.releases = new ReleaseFolder(root);
  }

  @ParameterizedTest
  @CsvSource({
    "arm, arm, true",
    "arm, arm64, false",
    "arm64, arm, false",
    "amd64, x86, false",
  })
  void cabinetRunsOnItsOwnProcessorOnly(String model, String built, boolean runs) throws Exception {
    releases.cbs("Contoso.A", built);

    assertThat(target("{ apps: [Contoso.A.cab] }", model))
        .extracting(Finding::code)
        .isEqualTo(runs ? List.of() : List.of("UC3212"));
  }

  @ParameterizedTest
  @CsvSource({
    "amd64, x86, true",
    "arm64, arm, true",
    "arm, neutral, true",
    "arm, arm64, false",
    "x86, x64, false",
    "arm, x86, false",
  })
  void appMayBeOfTheNarrowerProcessor(String model, String built, boolean runs) throws Exception {
    app("a.msix", "Contoso.App", built);

    assertThat(target("{ apps: [a.msix] }", model))
        .extracting(Finding::code)
        .isEqualTo(runs ? List.of() : List.of("UC3212"));
  }

  /** The desktop on arm64 emulates x86, IoT Core does not. */
  @ParameterizedTest
  @CsvSource({"iot-core, x86, UC3212", "iot-enterprise, x86, ''", "iot-enterprise, x64, UC3212"})
  void desktopOnArm64EmulatesX86(String edition, String built, String code) throws Exception {
    app("a.msix", "Contoso.App", built);
    String product =
        TestExaminations.PRODUCT_YAML
            .replace("arch: arm", "arch: arm64")
            .replace("iot-core", edition);

    assertThat(
            new TestExaminations(releases.take(ReleaseFolder.yaml("{ apps: [a.msix] }")))
                .product(Optional.of(product))
                .check(new PackageTargetRule()))
        .extracting(Finding::code)
        .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
  }

  @Test
  void anIdentityComesOnceWhateverItsCase() throws Exception {
    app("a.msix", "Contoso.App", "arm");
    app("b.msix", "contoso.APP", "arm");
    app("c.msix", "Contoso.Other", "arm");

    assertThat(target("{ apps: [a.msix, b.msix, c.msix] }", "arm"))
        .extracting(Finding::code, Finding::file)
        .containsExactly(tuple("UC3213", "b.msix"));
  }

  @Test
  void aProvisioningPackageIsOneByItsId() throws Exception {
    String source = ProvisioningPackages.source();
    for (String name : List.of("a.ppkg", "b.ppkg")) {
      ProvisioningPackages.write(
          releases.folder().resolve(name), source.replace("Enrol<", name + "<"));
    }
    ProvisioningPackages.write(
        releases.folder().resolve("c.ppkg"), source.replace("{6d25", "{7d25"));

    assertThat(target("{ provisioning: [a.ppkg, b.ppkg, c.ppkg] }", "arm"))
        .extracting(Finding::code, Finding::file)
        .containsExactly(tuple("UC3213", "b.ppkg"));
  }

  @Test
  void whatNothingInstallsIsSaid() throws Exception {
    SignableSamples.executable(releases.folder().resolve("setup.exe"));
    releases.file("note.txt", "text");
    app("a.msix", "Contoso.App", "arm");

    assertThat(target("{ apps: [setup.exe, note.txt, a.msix] }", "arm"))
        .extracting(Finding::code, Finding::file)
        .contains(tuple("UC3214", "setup.exe"), tuple("UC3214", "note.txt"))
        .doesNotContain(tuple("UC3214", "a.msix"));
  }

  @Test
  void withoutAModelNoProcessorIsWrong() throws Exception {
    releases.cbs("Contoso.A", "arm64");
    TestExaminations world =
        new TestExaminations(releases.take(ReleaseFolder.yaml("{ apps: [Contoso.A.cab] }")));

    assertThat(world.product(Optional.empty()).check(new PackageTargetRule())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a.msix, true",
    "0, true",
    "A_b-c.1.msix, true",
    "'a b.msix', false",
    "_a.msix, false",
    ".msix, false",
    "ä.msix, false",
    "a+b.msix, false",
    "a%41.msix, false",
  })
  void publishedNamesAreSafeInEveryUrl(String name, boolean fine) throws Exception {
    releases.file(name, "app");

    assertThat(names("{ apps: ['" + name + "'] }"))
        .extracting(Finding::code, Finding::file)
        .isEqualTo(fine ? List.of() : List.of(tuple("UC3211", name)));
  }

  @Test
  void nameOfAPublishedPackageHasAnEnd() throws Exception {
    String longest = "a".repeat(128);
    releases.file(longest, "app");
    releases.file(longest + "a", "app");

    assertThat(names("{ apps: [" + longest + ", " + longest + "a] }"))
        .extracting(Finding::subject)
        .containsExactly(longest + "a");
  }

  @Test
  void membersAreNamedAndTheirContainerIsNot() throws Exception {
    String container = "an export.cab";
    releases.ocp(container, ReleaseFolder.header(), "Contoso A", "Contoso.B");

    assertThat(names("{ ocp: " + container + " }"))
        .extracting(Finding::subject)
        .containsExactly(container + "!Contoso A.cab");
  }

  private List<Finding> names(String payload) throws IOException {
    return new TestExaminations(releases.take(ReleaseFolder.yaml(payload)))
        .check(new PublishableNameRule());
  }

  private List<Finding> target(String payload, String arch) throws IOException {
    String product = TestExaminations.PRODUCT_YAML.replace("arch: arm", "arch: " + arch);
    return new TestExaminations(releases.take(ReleaseFolder.yaml(payload)))
        .product(Optional.of(product))
        .check(new PackageTargetRule());
  }

  private void app(String file, String name, String arch) throws IOException {
    Path content = Files.writeString(releases.folder().resolve(file + ".txt"), "content");
    String manifest =
        """
        <Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10">
          <Identity Name="%s" Version="1.0.0.0" ProcessorArchitecture="%s" Publisher="CN=TEST" />
        </Package>
        """
            .formatted(name, arch);
    AppxWriter.write(
        releases.folder().resolve(file),
        manifest.getBytes(StandardCharsets.UTF_8),
        List.of(new AppxFile("content.txt", content)));
  }
}
