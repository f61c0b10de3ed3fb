package dev.updatecenter.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.capability.format.ocp.OcpMember;
import dev.updatecenter.capability.format.ocp.OemCustomPackageFile;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.submission.Payload;
import dev.updatecenter.stage.submission.ReleaseDocument;
import dev.updatecenter.stage.submission.ReleaseManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault that the sample's README names is planted, and no other. */
class RefusedReleaseTest {
  static final List<String> PLANTED =
      List.of(
          "UC1010", "UC1022", "UC3048", "UC3056", "UC3057", "UC3058", "UC3059", "UC3187", "UC3206",
          "UC3207", "UC3208", "UC3209", "UC3210", "UC3211", "UC3212", "UC3213", "UC3214", "UC4102");

  private final ContosoKiosk sample = ContosoKioskRecipe.checkout();
  private final Path ocp = sample.ocp(RefusedOcp.VERSION);

  @Test
  void membersAndDatabaseDisagreeAsPlanted() throws Exception {
    OemCustomPackageFile read = OemCustomPackageFile.read(ocp);

    assertThat(read.findings())
        .extracting(Finding::code, Finding::subject)
        .containsExactlyInAnyOrder(
            tuple("UC3056", "Contoso.Version.cab"),
            tuple("UC3057", RefusedOcp.COPY),
            tuple("UC3058", "Contoso.Touch.Driver.cab"),
            tuple("UC3059", "Contoso.Touch.Driver.cab"));
  }

  @Test
  void databaseIsOfAnotherBuild() throws Exception {
    CompositionDatabase database = OemCustomPackageFile.read(ocp).database();

    assertThat(database.bspVersion()).isNotEqualTo(PackageVersion.parse(RefusedOcp.VERSION));
    assertThat(database.buildArch()).isEqualTo(Architecture.ARM64);
    assertThat(database.bspProductName()).doesNotContain("CK-BB-02");
    assertThat(database.releaseType()).isEqualTo("Test");
  }

  @Test
  void membersAreTheCopyAndOneForAnotherProcessor(@TempDir Path folder) throws Exception {
    new RefusedOcp(folder).write(folder.resolve("ocp.cab"));
    PackageContents tools =
        PackageInspector.ofOneFile(CabinetLimits.DEFAULT)
            .inspect(folder.resolve("Contoso.Kiosk.Tools.cab"), "tools");
    List<OcpMember> members = OemCustomPackageFile.read(ocp).members();

    assertThat(tools.identity().architecture()).contains(Architecture.X86);
    assertThat(digestOf(members, RefusedOcp.COPY))
        .isEqualTo(digestOf(members, "Contoso.Kiosk.App.cab"));
  }

  private static String digestOf(List<OcpMember> members, String fileName) {
    return members.stream()
        .filter(m -> m.fileName().equals(fileName))
        .map(m -> m.sha256().hex())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void signatureIsWholeAndByNobodyRegistered() throws Exception {
    SignatureVerdict verdict =
        new DefaultAuthenticodeVerifier(Clock.systemUTC())
            .verify(ocp, VerificationPolicy.strict(sample.anchors()));

    assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
    assertThat(Files.readString(sample.product("policy.yaml")))
        .doesNotContain(verdict.signer().orElseThrow().sha256().hex());
  }

  @Test
  void appsAreByAnotherPublisherForAnotherProcessorOrNone() throws Exception {
    PackageInspector inspector = PackageInspector.ofOneFile(CabinetLimits.DEFAULT);
    PackageContents app = inspector.inspect(sample.app("Kiosk-refused.msix"), "app");
    PackageContents setup = inspector.inspect(sample.app("KioskSetup.exe"), "setup");

    PackageIdentity identity = app.identity();
    assertThat(app.findings()).isEmpty();
    assertThat(identity.fields()).containsEntry("publisher", "CN=Contoso Apps");
    assertThat(identity.architecture()).contains(Architecture.AMD64);
    assertThat(setup.format()).isEqualTo(PackageFormat.PE);
    assertThat(sample.root().resolve(release().payload().apps().get(2).path())).doesNotExist();
    assertThat(release().payload().apps())
        .extracting(Payload.Input::path)
        .containsExactly("apps/Kiosk-refused.msix", "apps/KioskSetup.exe", "apps/KioskHelp.msix");
  }

  @Test
  void readmeNamesEachPlantedFault() throws Exception {
    List<String> named =
        Pattern.compile("(?m)^\\| (UC\\d{4}) ")
            .matcher(Files.readString(sample.root().resolve("README.md")))
            .results()
            .map((MatchResult row) -> row.group(1))
            .toList();

    assertThat(named).containsExactlyElementsOf(PLANTED);
  }

  private ReleaseManifest release() throws Exception {
    String file = "release-refused.yaml";
    return ReleaseDocument.read(Files.readAllBytes(sample.root().resolve(file)), file)
        .manifest()
        .orElseThrow();
  }
}
