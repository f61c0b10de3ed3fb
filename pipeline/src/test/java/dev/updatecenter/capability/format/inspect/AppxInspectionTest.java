package dev.updatecenter.capability.format.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.TargetPlatform;
import dev.updatecenter.capability.format.appx.AppxLimits;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.AppxSample;
import dev.updatecenter.testing.BundleSample;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** App packages and bundles as {@code package inspect} tells of them; programs of others agree. */
class AppxInspectionTest {
  /** The subject of the lab's release certificate. */
  private static final String RELEASE =
      "CN=Contoso TEST release, O=Contoso TEST, L=Redmond, S=Washington, C=US,"
          + " SERIALNUMBER=TEST-0001, OID.2.5.4.15=Private Organization,"
          + " OID.1.3.6.1.4.1.311.60.2.1.3=US";

  private final Path folder;

  AppxInspectionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void bundleIsToldAsOnePackageOfItsParts() throws Exception {
    PackageContents contents = inspect(new BundleSample().bytes());

    assertThat(contents.format()).isEqualTo(PackageFormat.MSIXBUNDLE);
    assertThat(contents.identity().name()).isEqualTo("Contoso.Kiosk");
    assertThat(contents.identity().architecture()).isEmpty();
    assertThat(contents.identity().fields())
        .containsEntry("publisher", "CN=Contoso TEST")
        .containsEntry("processors", "arm,x64");
    assertThat(contents.entries())
        .extracting(PackageEntry::name)
        .containsExactly(
            "Kiosk_arm.msix",
            "Kiosk_x64.msix",
            "AppxMetadata/AppxBundleManifest.xml",
            "AppxBlockMap.xml",
            "[Content_Types].xml");
    assertThat(contents.allFindings()).isEmpty();
    assertThat(contents.targets()).extracting(TargetPlatform::family).hasSize(2);
  }

  @Test
  void bundleForOneProcessorIsOfThat() throws Exception {
    PackageContents contents = inspect(new BundleSample().without("Kiosk_x64.msix").bytes());
    assertThat(contents.identity().architecture()).isPresent();
  }

  @Test
  void placesLeadThroughBundleAndPackage() throws Exception {
    AppxSample bad =
        new AppxSample().manifest("1.2.3.0", "1.2.3.4").map("Size=\"100\"", "Size=\"9\"");
    byte[] bundle = new BundleSample().with("Kiosk_arm.msix", "arm", bad).bytes();

    assertThat(inspect(bundle).allFindings())
        .extracting(Finding::code, Finding::subject, Finding::file)
        .contains(
            tuple("UC3116", "apps/a", "apps/a!Kiosk_arm.msix!AppxBlockMap.xml"),
            tuple("UC3184", "apps/a", "apps/a!AppxMetadata/AppxBundleManifest.xml"),
            tuple("UC3188", "apps/a", "apps/a!Kiosk_arm.msix!AppxManifest.xml"));
  }

  private static PackageInspector inspector(CabinetLimits limits, AppxLimits apps) {
    return new PackageInspector(limits, f -> Cabinet.open(f, limits), apps, Optional.empty());
  }

  @Test
  void limitsOfTheCallerHold() throws Exception {
    Path file = Files.write(folder.resolve("a"), new AppxSample().bytes());
    AppxLimits few = new AppxLimits(200, 1 << 24, 1 << 24, 4);
    assertThat(inspector(CabinetLimits.DEFAULT, few).inspect(file, "a").findings())
        .extracting(Finding::code)
        .containsExactly("UC3118");
    assertThat(
            PackageInspector.ofOneFile(new CabinetLimits(200, 1, 1000, 1))
                .inspect(file, "a")
                .findings())
        .extracting(Finding::code)
        .containsExactly("UC3117");
  }

  @Test
  void whateverIsSpoiltIsReadOrSaid() throws Exception {
    AppxSample small = new AppxSample().part("bin/Kiosk.exe", new byte[99]).deflated();
    byte[] bundle =
        new BundleSample().without("Kiosk_x64.msix").with("Kiosk_arm.msix", "arm", small).bytes();
    for (byte[] bytes : List.of(small.bytes(), bundle)) {
      for (int length = 0; length < bytes.length; length += 13) {
        assertThat(inspect(Arrays.copyOf(bytes, length)).findings()).as("%d", length).isNotEmpty();
      }
      for (int bit = 0; bit < bytes.length * 8; bit += 37) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        inspect(flipped);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatOthersSignIsStillSound(boolean asBundle) throws Exception {
    Path osslsigncode = Programs.require("osslsigncode");
    Path openssl = Programs.require("openssl");
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("cert.pem");
    run(
        openssl,
        "req",
        "-x509",
        "-newkey",
        "rsa:3072",
        "-nodes",
        "-keyout",
        key,
        "-out",
        certificate,
        "-subj",
        "/CN=Contoso TEST",
        "-addext",
        "extendedKeyUsage=codeSigning");
    byte[] sound = asBundle ? new BundleSample().bytes() : new AppxSample().bytes();
    Path made = Files.write(folder.resolve("made.msix"), sound);
    Path signed = folder.resolve("signed.msix");
    run(
        osslsigncode,
        "sign",
        "-certs",
        certificate,
        "-key",
        key,
        "-h",
        "sha256",
        "-in",
        made,
        "-out",
        signed);

    PackageContents contents =
        PackageInspector.ofOneFile(CabinetLimits.DEFAULT).inspect(signed, "signed");
    assertThat(contents.allFindings()).isEmpty();
    assertThat(contents.entries()).extracting(PackageEntry::name).contains("AppxSignature.p7x");
  }

  @Test
  void bundleThatWeSignIsSoundAndVerified() throws Exception {
    AppxSample app = new AppxSample().manifest("CN=Contoso TEST", RELEASE);
    byte[] bytes =
        new BundleSample()
            .without("Kiosk_x64.msix")
            .with("Kiosk_arm.msix", "arm", app)
            .manifest("CN=Contoso TEST", RELEASE)
            .bytes();
    Path bundle = Files.write(folder.resolve("a.msixbundle"), bytes);
    TestLab.signer().sign(bundle, "a.msixbundle");

    assertThat(PackageInspector.ofOneFile(CabinetLimits.DEFAULT).inspect(bundle, "a").allFindings())
        .isEmpty();
    TrustAnchors anchors =
        TrustAnchors.load(
            List.of(TestLab.pki().codeSigningRootPem()),
            List.of(TestLab.pki().timestampRootPem()),
            List.of());
    assertThat(
            new DefaultAuthenticodeVerifier(Clock.systemUTC())
                .verify(bundle, VerificationPolicy.strict(anchors))
                .verdict())
        .isEqualTo(Verdict.VALID);
  }

  @Test
  void programsOfOthersUnpackWhatTheSamplesHold() throws Exception {
    Path unzip = Programs.require("unzip");
    for (byte[] bytes :
        List.of(
            new AppxSample().deflated().zip(z -> z.wide()).bytes(),
            new AppxSample().bytes(),
            new BundleSample().bytes())) {
      Path file = Files.write(folder.resolve("a.zip"), bytes);
      Programs.Result result = Programs.run(unzip, "-t", file.toString());
      assertThat(result.exit()).as(result.output()).isZero();
    }
  }

  @Test
  void whatAZipProgramPacksAgainIsSaid() throws Exception {
    Path zip = Programs.require("zip");
    Path unzip = Programs.require("unzip");
    Path file = Files.write(folder.resolve("a.zip"), new AppxSample().deflated().bytes());
    Path out = Files.createDirectory(folder.resolve("out"));
    run(unzip, "-q", file, "-d", out);
    Path again = folder.resolve("again.msix");
    Process process =
        new ProcessBuilder(zip.toString(), "-q", "-r", again.toString(), ".")
            .directory(out.toFile())
            .start();
    assertThat(process.waitFor()).isZero();

    assertThat(PackageInspector.ofOneFile(CabinetLimits.DEFAULT).inspect(again, "a").findings())
        .extracting(Finding::code)
        .contains("UC3122");
    Process flat =
        new ProcessBuilder(
                zip.toString(), "-q", "-r", "-D", folder.resolve("b.msix").toString(), ".")
            .directory(out.toFile())
            .start();
    assertThat(flat.waitFor()).isZero();
    assertThat(
            PackageInspector.ofOneFile(CabinetLimits.DEFAULT)
                .inspect(folder.resolve("b.msix"), "b")
                .findings())
        .extracting(Finding::code)
        .containsOnly("UC3128", "UC3129");
  }

  private static void run(Path program, Object... arguments) throws Exception {
    String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    Programs.Result result = Programs.run(program, words);
    assertThat(result.exit()).as(result.output()).isZero();
  }

  private PackageContents inspect(byte[] bytes) throws IOException {
    return PackageInspector.ofOneFile(CabinetLimits.DEFAULT)
        .inspect(Files.write(folder.resolve("a"), bytes), "apps/a");
  }
}
