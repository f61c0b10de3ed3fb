package dev.updatecenter.stage.validation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.validation.TestExaminations;
import dev.updatecenter.testing.AppxSample;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.PeBuilder;
import dev.updatecenter.testing.ReleaseFolder;
import dev.updatecenter.testing.TestLab;
import dev.updatecenter.testing.TouchDriver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Will Windows load it, and does it stand where it belongs? */
class DriverRulesTest {
  private static final String ENTERPRISE =
      TestExaminations.PRODUCT_YAML.replace("iot-core", "iot-enterprise");

  private final ReleaseFolder releases;

  DriverRulesTest(@TempDir Path root) throws IOException {
    this.releases = new ReleaseFolder(root);
  }

  @Test
  void kernelCodeNeedsARootThatTheImageTrusts() throws Exception {
    cbs(PeBuilder.driver(PeBuilder.ARM));

    assertThat(kernel(TestExaminations.PRODUCT_YAML, List.of()))
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3216"))
        .satisfies(f -> assertThat(f.where()).isEqualTo("a.cab!a.sys"))
        .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.ERROR));
  }

  @Test
  void userModeCodeNeedsNone() throws Exception {
    cbs(PeBuilder.library(PeBuilder.ARM));

    assertThat(kernel(TestExaminations.PRODUCT_YAML, List.of())).isEmpty();
    assertThat(kernel(ENTERPRISE, List.of())).isEmpty();
  }

  @Test
  void rootOfTheSigningChainOrTheCaBelowItWillDo() throws Exception {
    cbs(PeBuilder.driver(PeBuilder.ARM));
    List<X509Certificate> chain = TestLab.pki().release().chain();
    X509Certificate root = chain.get(chain.size() - 1);
    X509Certificate below = chain.get(chain.size() - 2);

    assertThat(kernel(naming(root), chain)).isEmpty();
    assertThat(kernel(naming(below), chain)).isEmpty();
    assertThat(kernel(naming(TestLab.pki().timestamps().root()), chain))
        .extracting(Finding::code)
        .containsExactly("UC3216");
    assertThat(kernel(naming(chain.get(0)), chain))
        .extracting(Finding::code)
        .containsExactly("UC3216");
  }

  @Test
  void rootIsFoundAmongTheAnchorsWhereTheChainStopsBelowIt() throws Exception {
    cbs(PeBuilder.driver(PeBuilder.ARM));
    List<X509Certificate> chain = TestLab.pki().release().chain();

    assertThat(kernel(naming(chain.get(chain.size() - 1)), chain.subList(0, chain.size() - 1)))
        .isEmpty();
  }

  @Test
  void whetherTheRootIsNamedIsAskedAtSubmitWhereNoChainIsKnown() throws Exception {
    cbs(PeBuilder.driver(PeBuilder.ARM));

    assertThat(kernel(naming(TestLab.pki().release().root()), List.of()))
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3219"))
        .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.NOTE));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.17763.1577, '', true",
    "10.0.17763.107, '', false",
    "10.0.17763.107, '>=10.0.17763.1577', true",
    "10.0.17763.1577, '>=10.0.17763.1', true",
    "10.0.17763.107, '>=10.0.17763.1576', false",
  })
  void windowsHasToBeNewEnoughToLookThere(String factory, String requires, boolean enough)
      throws Exception {
    cbs(PeBuilder.driver(PeBuilder.ARM));
    List<X509Certificate> chain = TestLab.pki().release().chain();
    String product = naming(TestLab.pki().release().root()).replace("10.0.17763.1577", factory);
    String more = requires.isEmpty() ? "" : "requires: { os: \"" + requires + "\" }";

    assertThat(codes(kernel(product, chain, more)))
        .isEqualTo(enough ? List.of() : List.of("UC3217"));
  }

  @Test
  void enterpriseLoadsWhatMicrosoftSignedOnly() throws Exception {
    TouchDriver.sound().folder(releases.folder().resolve("touch"));
    String yaml = ReleaseFolder.yaml("{ drivers: [touch] }");

    assertThat(examine(yaml, ENTERPRISE).check(new KernelCodeRule()))
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3218"))
        .satisfies(f -> assertThat(f.where()).isEqualTo("touch/touch.sys"));
    assertThat(
            examine(yaml, ENTERPRISE)
                .packageSignatures(by("CN=Microsoft Root Certificate Authority 2010,O=Microsoft"))
                .check(new KernelCodeRule()))
        .isEmpty();
    assertThat(
            examine(yaml, ENTERPRISE)
                .packageSignatures(by("CN=Contoso TEST Root,O=Microsoft Root Authority"))
                .check(new KernelCodeRule()))
        .isNotEmpty();
  }

  @Test
  void onlyTheCatalogThatTheInfNamesCounts() throws Exception {
    TouchDriver.sound()
        .with("CatalogFile = touch.cat", "CatalogFile = other.cat")
        .folder(releases.folder().resolve("touch"));
    TestExaminations world = examine(ReleaseFolder.yaml("{ drivers: [touch] }"), ENTERPRISE);
    world.ocpSignature(by("CN=Microsoft Root Certificate Authority 2010"));

    assertThat(codes(world.check(new KernelCodeRule()))).containsExactly("UC3218");
    TouchDriver.sound().folder(releases.folder().resolve("touch"));
    world = examine(ReleaseFolder.yaml("{ drivers: [touch] }"), ENTERPRISE);
    world.ocpSignature(by("CN=Microsoft Root Certificate Authority 2010"));
    assertThat(world.check(new KernelCodeRule())).isEmpty();
  }

  @Test
  void signatureByMicrosoftInsideTheExecutableCounts() throws Exception {
    TouchDriver.sound()
        .without("touch.cat")
        .file("touch.sys", PeBuilder.driver(PeBuilder.ARM).signed().build())
        .folder(releases.folder().resolve("touch"));
    String yaml = ReleaseFolder.yaml("{ drivers: [touch] }");

    assertThat(
            examine(yaml, ENTERPRISE)
                .ocpSignature(by("CN=Microsoft Root Certificate Authority 2010"))
                .check(new KernelCodeRule()))
        .isEmpty();
    assertThat(
            examine(yaml, ENTERPRISE)
                .ocpSignature(by("CN=Contoso TEST"))
                .check(new KernelCodeRule()))
        .extracting(Finding::code)
        .containsExactly("UC3218");
  }

  /** A signed driver sends the rule to its signature, wherever it lies: in no cabinet here. */
  @ParameterizedTest
  @CsvSource({"drv.msix, drv.msix!drv.sys", "drv.sys, drv.sys"})
  void signatureInsideAnExecutableIsFoundOutsideOfCabinetsToo(String file, String place)
      throws Exception {
    byte[] driver = PeBuilder.driver(PeBuilder.ARM).signed().build();
    boolean app = file.endsWith(".msix");
    Files.write(
        releases.folder().resolve(file),
        app ? new AppxSample().part("drv.sys", driver).bytes() : driver);
    String yaml = ReleaseFolder.yaml("{ apps: [" + file + "] }");

    assertThat(examine(yaml, ENTERPRISE).check(new KernelCodeRule()))
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3218"))
        .satisfies(f -> assertThat(f.where()).isEqualTo(place));
    TestExaminations world = examine(yaml, ENTERPRISE);
    world.ocpSignature(by("CN=Microsoft Root Certificate Authority 2010"));
    assertThat(codes(world.check(new KernelCodeRule())))
        .isEqualTo(app ? List.of() : List.of("UC3218"));
  }

  @Test
  void eachInfOfAFolderMayServeAnotherProcessor() throws Exception {
    String inf = TouchDriver.INF.replace("NTarm", "NTamd64").replace("touch.sys", "a.sys");
    TouchDriver.sound()
        .file("a.inf", inf.getBytes(StandardCharsets.US_ASCII))
        .file("a.sys", PeBuilder.driver(PeBuilder.AMD64).build())
        .folder(releases.folder().resolve("touch"));
    String yaml = ReleaseFolder.yaml("{ drivers: [touch] }");

    for (String arch : List.of("arm", "amd64", "arm64")) {
      String product = ENTERPRISE.replace("arch: arm", "arch: " + arch);
      List<String> codes =
          new ArrayList<>(codes(examine(yaml, product).check(new PackageTargetRule())));
      codes.addAll(codes(examine(yaml, product).check(new DriverTargetRule())));
      assertThat(codes).isEqualTo(arch.equals("arm64") ? List.of("UC3212") : List.of());
    }
  }

  @Test
  void driversOfIotCoreComeInsideTheOemCustomPackage() throws Exception {
    TouchDriver.sound().folder(releases.folder().resolve("touch"));
    String yaml = ReleaseFolder.yaml("{ drivers: [touch] }");

    assertThat(codes(examine(yaml, TestExaminations.PRODUCT_YAML).check(new PayloadKeyRule())))
        .containsExactly("UC3215");
    assertThat(examine(yaml, ENTERPRISE).check(new PayloadKeyRule())).isEmpty();
  }

  @Test
  void packageUnderTheWrongKeyIsToldTheRightOne() throws Exception {
    TouchDriver.sound().cabinet(releases.folder().resolve("touch.cab"));
    releases.cbs("Contoso.A", "arm");
    String yaml = ReleaseFolder.yaml("{ apps: [touch.cab], drivers: [Contoso.A.cab] }");

    assertThat(examine(yaml, ENTERPRISE).check(new PayloadKeyRule()))
        .extracting(Finding::message, Finding::fix)
        .containsExactlyInAnyOrder(
            tuple("a driver package stands under 'apps'", "move it to 'drivers'"),
            tuple(
                "a cbs package stands under 'drivers'",
                "put it into the OEM custom package, and name that under 'ocp'"));
  }

  @Test
  void driverInPlaceOfTheOemCustomPackageIsToldItsKey() throws Exception {
    TouchDriver.sound().cabinet(releases.folder().resolve(ReleaseFolder.OCP));
    String yaml = ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }");

    assertThat(examine(yaml, ENTERPRISE).check(new PayloadKeyRule()))
        .extracting(Finding::fix)
        .containsExactly("move it to 'drivers'");
  }

  @Test
  void ringsAreThoseOfTheProduct() throws Exception {
    releases.file("a.msix", "an app");
    String yaml = ReleaseFolder.yaml("{ apps: [a.msix] }");

    assertThat(examine(yaml, ENTERPRISE).check(new RingsOfProductRule())).isEmpty();
    assertThat(
            examine(yaml.replace("ring: Preview", "ring: Previw"), ENTERPRISE)
                .check(new RingsOfProductRule()))
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3221"))
        .satisfies(f -> assertThat(f.where()).isEqualTo("release.yaml:6:13"));
  }

  @ParameterizedTest
  @CsvSource({
    "'NTamd64', UC3212",
    "'NTamd64,NTarm64', UC3212",
    "'NTarm', ''",
    "'NTamd64,NTarm', ''",
  })
  void driverHasDevicesForTheModelsProcessor(String targets, String code) throws Exception {
    StringBuilder models = new StringBuilder();
    for (String target : targets.split(",", -1)) {
      models.append("[Models.").append(target).append("]\n%Device% = Touch, ACPI\\CTSO0001\n");
    }
    TouchDriver.sound()
        .with("Models,NTarm", "Models," + targets)
        .with("[Models.NTarm]", models + "[Unused]")
        .folder(releases.folder().resolve("touch"));
    String yaml = ReleaseFolder.yaml("{ drivers: [touch] }");

    List<String> codes =
        new ArrayList<>(codes(examine(yaml, ENTERPRISE).check(new PackageTargetRule())));
    codes.addAll(codes(examine(yaml, ENTERPRISE).check(new DriverTargetRule())));
    assertThat(codes).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
  }

  /** IoT Core takes universal INFs only; elsewhere it is good advice. */
  @Test
  void rulesForUniversalInfsAreAdviceOnEnterprise() throws Exception {
    TouchDriver.sound()
        .with("AddReg    =", "RegisterDlls =")
        .folder(releases.folder().resolve("touch"));
    String yaml = ReleaseFolder.yaml("{ drivers: [touch] }");

    assertThat(weight(yaml, TestExaminations.PRODUCT_YAML)).isEqualTo(Severity.ERROR);
    assertThat(weight(yaml, ENTERPRISE)).isEqualTo(Severity.WARNING);
  }

  private Severity weight(String yaml, String product) throws IOException {
    TestExaminations world = examine(yaml, product);
    return world.validator().validate(world.examination()).report().findings().stream()
        .filter(f -> f.code().equals("UC3171"))
        .findFirst()
        .orElseThrow()
        .severity();
  }

  private void cbs(PeBuilder executable) throws IOException {
    CbsPackages.write(
        releases.folder().resolve("a.cab"),
        "Contoso.A",
        ReleaseFolder.VERSION,
        "arm",
        Map.of("a.sys", executable.build()));
  }

  private List<Finding> kernel(String product, List<X509Certificate> chain) throws IOException {
    return kernel(product, chain, "");
  }

  private List<Finding> kernel(String product, List<X509Certificate> chain, String more)
      throws IOException {
    String yaml = ReleaseFolder.yaml(ReleaseFolder.VERSION, "{ apps: [a.cab] }", more);
    TrustAnchors anchors =
        new TrustAnchors(Set.of(TestLab.pki().release().root()), Set.of(), List.of());
    return examine(yaml, product).signing(chain, anchors).check(new KernelCodeRule());
  }

  private TestExaminations examine(String yaml, String product) throws IOException {
    return new TestExaminations(releases.take(yaml)).product(Optional.of(product));
  }

  private static String naming(X509Certificate root) throws Exception {
    return TestExaminations.PRODUCT_YAML.replace(
        "  servicing: ltsc\n",
        "  servicing: ltsc\n  codeIntegrity: { roots: [\""
            + ContentDigest.of(root.getEncoded()).hex()
            + "\"] }\n");
  }

  /** A whole signature whose chain ends at a root. */
  private static SignatureVerdict by(String root) {
    return new SignatureVerdict(
        "cat",
        Verdict.VALID,
        Optional.empty(),
        Optional.of(
            new SignatureVerdict.Signer(
                "CN=TEST signer",
                TestExaminations.PUBLISHER,
                List.of("CN=TEST signer", root),
                false)),
        Optional.empty(),
        List.of());
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream().map(Finding::code).toList();
  }
}
