package dev.updatecenter.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetFile;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.capability.format.inf.InfFile;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.capability.format.ocp.OemCustomPackageFile;
import dev.updatecenter.capability.format.pe.PeHeader;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The binaries of the sample are what the recipe makes, and what programs of others take. */
class ContosoKioskSampleTest {
  private static final long LARGEST_FILE = 200_000;
  private static final long LARGEST_SAMPLE = 500_000;

  private final ContosoKiosk sample = ContosoKioskRecipe.checkout();
  private final Path ocp = sample.ocp(ContosoKiosk.VERSION);

  @Test
  void ocpHoldsThePackagesOfTheRecipe() throws Exception {
    try (Cabinet outer = Cabinet.open(ocp, CabinetLimits.DEFAULT)) {
      List<CbsPackage> packages = KioskPackages.of(ContosoKiosk.VERSION);
      assertThat(outer.files())
          .extracting(CabinetFile::name)
          .containsExactlyInAnyOrder(
              Stream.concat(
                      packages.stream().map(CbsPackage::fileName),
                      Stream.of(CompositionDatabase.CABINET_NAME))
                  .toArray(String[]::new));
      for (CbsPackage each : packages) {
        assertHolds(outer.read(each.fileName(), 1 << 20), each.entries());
      }
    }
  }

  private static void assertHolds(byte[] cabinet, Map<String, byte[]> entries) throws IOException {
    try (Cabinet inner = Cabinet.open(cabinet, CabinetLimits.DEFAULT)) {
      assertThat(inner.files())
          .extracting(CabinetFile::name)
          .containsExactlyElementsOf(entries.keySet());
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        assertThat(inner.read(entry.getKey(), 1 << 20)).isEqualTo(entry.getValue());
      }
    }
  }

  @Test
  void packagesHaveNothingAgainstThem(@TempDir Path folder) throws Exception {
    assertThat(PackageInspector.ofOneFile(CabinetLimits.DEFAULT).inspect(ocp, "ocp").findings())
        .isEmpty();
    assertThat(OemCustomPackageFile.read(ocp).database().releaseType()).isEqualTo("Production");
    for (CbsPackage each : KioskPackages.of(ContosoKiosk.VERSION)) {
      PackageContents contents =
          PackageInspector.ofOneFile(CabinetLimits.DEFAULT)
              .inspect(each.write(folder), each.name());
      assertThat(contents.format()).isEqualTo(PackageFormat.CBS);
      assertThat(contents.identity().architecture()).contains(Architecture.ARM);
      assertThat(contents.allFindings()).isEmpty();
    }
  }

  @Test
  void driverIsForArmAndRunsInUserMode() throws Exception {
    Map<String, byte[]> files = KioskPackages.driver(ContosoKiosk.VERSION).entries();
    byte[] text = requireNonNull(files.get("ContosoTouch.inf"));
    PeHeader library = PeHeader.read(requireNonNull(files.get("ContosoTouch.dll")));
    InfFile inf = InfFile.parse(text, "ContosoTouch.inf");

    assertThat(library.architecture()).contains(Architecture.ARM);
    assertThat(library.isDll()).isTrue();
    assertThat(library.kernelMode()).isFalse();
    assertThat(inf.findings()).isEmpty();
    assertThat(inf.section("Models.NTarm")).isNotEmpty();
    assertThat(text).startsWith(0xFF, 0xFE);
  }

  @Test
  void registeredSubmitterSignedTheOcpForYears() throws Exception {
    for (Optional<Instant> at :
        List.of(Optional.<Instant>empty(), Optional.of(Instant.parse("2035-06-01T00:00:00Z")))) {
      SignatureVerdict verdict =
          new DefaultAuthenticodeVerifier(Clock.systemUTC())
              .verify(ocp, new VerificationPolicy(sample.anchors(), at, true, true));

      assertThat(verdict.findings()).isEmpty();
      assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
      assertThat(verdict.timestamp()).isPresent();
      assertThat(verdict.signer().orElseThrow().ev()).isTrue();
      assertThat(verdict.signer().orElseThrow().sha256()).isEqualTo(submitter());
    }
    assertThat(Files.readString(sample.product("policy.yaml"))).contains(submitter().hex());
    // A home's own chain says "Contoso TEST": two chains, never one name.
    assertThat(sample.anchors().codeSigning())
        .allSatisfy(
            root ->
                assertThat(root.getSubjectX500Principal().getName())
                    .contains("O=Contoso Devices TEST"));
  }

  private ContentDigest submitter() throws Exception {
    try (InputStream in = Files.newInputStream(sample.trust("submitter.pem"))) {
      CertificateFactory x509 = CertificateFactory.getInstance("X.509");
      return ContentDigest.of(((X509Certificate) x509.generateCertificate(in)).getEncoded());
    }
  }

  @Test
  void osslsigncodeVerifiesTheOcp() throws Exception {
    Path osslsigncode = Programs.require("osslsigncode");
    for (String version : List.of(ContosoKiosk.VERSION, RefusedOcp.VERSION)) {
      assertSucceeds(
          osslsigncode,
          sample.ocp(version),
          sample.trust("submitter-root.pem"),
          sample.trust("submitter-timestamp-root.pem"));
    }
  }

  private static void assertSucceeds(Path osslsigncode, Path file, Path root, Path timestampRoot)
      throws Exception {
    Programs.Result result =
        Programs.run(
            osslsigncode,
            "verify",
            "-CAfile",
            root.toString(),
            "-TSA-CAfile",
            timestampRoot.toString(),
            file.toString());
    // It ends with 0 also where the timestamp is broken: its words are the verdict.
    assertThat(result.output())
        .contains("Succeeded", "Timestamp Server Signature verification: ok")
        .doesNotContain("Failed", "failed");
  }

  @Test
  void cabextractReadsTheOcpAndItsMembers(@TempDir Path folder) throws Exception {
    Path cabextract = Programs.require("cabextract");
    for (String version : List.of(ContosoKiosk.VERSION, RefusedOcp.VERSION)) {
      Programs.Result outer =
          Programs.run(cabextract, "-d", folder.toString(), sample.ocp(version).toString());
      assertThat(outer.exit()).as(outer.output()).isZero();
    }
    try (Stream<Path> members = Files.list(folder)) {
      for (Path member : members.toList()) {
        Programs.Result inner = Programs.run(cabextract, "-t", member.toString());
        assertThat(inner.exit()).as(inner.output()).isZero();
        assertThat(inner.output()).contains("All done, no errors.");
      }
    }
  }

  @Test
  void appIsWhatTheRecipeMakes(@TempDir Path folder) throws Exception {
    Path made = folder.resolve("Kiosk.msix");
    KioskApp.write(made, ContosoKiosk.VERSION, KioskApp.PUBLISHER, "arm");
    assertThat(sample.app("Kiosk.msix")).hasSameBinaryContentAs(made);

    PackageContents app =
        PackageInspector.ofOneFile(CabinetLimits.DEFAULT).inspect(made, "Kiosk.msix");
    assertThat(app.format()).isEqualTo(PackageFormat.MSIX);
    assertThat(app.findings()).isEmpty();
    assertThat(app.identity().name()).isEqualTo("Contoso.Kiosk");
    assertThat(app.identity().version()).hasToString("Optional[" + ContosoKiosk.VERSION + "]");
    assertThat(app.identity().architecture()).contains(Architecture.ARM);
  }

  @Test
  void headersInTheAppAreAsLongAsItsBlockMapSays() throws Exception {
    try (ZipFile zip = new ZipFile(sample.app("Kiosk.msix").toFile())) {
      assertThat(zip.stream()).isNotEmpty().allSatisfy(e -> assertThat(e.getExtra()).isNull());
    }
  }

  @Test
  void publisherOfTheAppIsTheSubjectOfTheLabsReleaseCertificate() {
    X500Principal subject = TestLab.pki().release().certificate().getSubjectX500Principal();
    Map<String, String> keywords = Map.of("SERIALNUMBER", "2.5.4.5", "S", "2.5.4.8");
    assertThat(comparable(new X500Principal(KioskApp.PUBLISHER, keywords)))
        .isEqualTo(comparable(subject));
  }

  /** Whether a text is a PrintableString (13h) or a UTF8String (0Ch) is no part of a name. */
  private static String comparable(X500Principal name) {
    return name.getName(X500Principal.CANONICAL).replace("=#13", "=#0c");
  }

  @Test
  void appTakesTheSignatureOfTheReleaseCertificate(@TempDir Path folder) throws Exception {
    Path copy = Files.copy(sample.app("Kiosk.msix"), folder.resolve("Kiosk.msix"));
    TestLab.signer().sign(copy, "Contoso Kiosk");
    assertThat(
            PackageInspector.ofOneFile(CabinetLimits.DEFAULT)
                .inspect(copy, "Kiosk.msix")
                .findings())
        .isEmpty();
    assertSucceeds(
        Programs.require("osslsigncode"),
        copy,
        TestLab.pki().codeSigningRootPem(),
        TestLab.pki().timestampRootPem());
  }

  @Test
  void sampleIsSmallAndHoldsNoPrivateKey() throws Exception {
    try (Stream<Path> all = Files.walk(sample.root())) {
      long total = 0;
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertThat(Files.size(file)).as(file.toString()).isLessThan(LARGEST_FILE);
        assertThat(file.toString()).doesNotEndWith(".p12").doesNotEndWith(".pfx");
        assertThat(Files.readAllBytes(file))
            .as(file.toString())
            .satisfies(b -> assertThat(new String(b, ISO_8859_1)).doesNotContain("PRIVATE KEY"));
        total += Files.size(file);
      }
      assertThat(total).isLessThan(LARGEST_SAMPLE);
    }
  }
}
