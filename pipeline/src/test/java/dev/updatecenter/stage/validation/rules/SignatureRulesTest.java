package dev.updatecenter.stage.validation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.TestExaminations;
import dev.updatecenter.testing.BundleSample;
import dev.updatecenter.testing.ProvisioningPackages;
import dev.updatecenter.testing.ReleaseFolder;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestCertificates;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of signatures: the submitter's, the packages' own, the one that would be made. */
class SignatureRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Finding CHANGED = Finding.error("UC4031", "it", "changed after signing");
  private static final String PUBLISHER =
      "CN=Contoso TEST leaf, O=Contoso TEST, C=US, SERIALNUMBER=TEST-1,"
          + " OID.2.5.4.15=Private Organization, OID.1.3.6.1.4.1.311.60.2.1.3=US";

  private final ReleaseFolder releases;
  private final TestCertificates certificates = new TestCertificates(NOW);

  SignatureRulesTest(@TempDir Path root) throws IOException {
    this.releases = new ReleaseFolder(root);
  }

  @Test
  void registeredSubmitterPasses() throws Exception {
    assertThat(ocp().check(new SubmitterSignatureRule())).isEmpty();
  }

  @Test
  void oemCustomPackageHasToBeSigned() throws Exception {
    assertThat(ocp().ocpSignature(TestExaminations.unsigned()).check(new SubmitterSignatureRule()))
        .extracting(Finding::code, Finding::file)
        .containsExactly(tuple("UC4101", ReleaseFolder.OCP));
  }

  @Test
  void signerHasToBeRegistered() throws Exception {
    SignatureVerdict stranger = TestExaminations.signed(ContentDigest.of(new byte[] {2}));

    assertThat(ocp().ocpSignature(stranger).check(new SubmitterSignatureRule()))
        .extracting(Finding::code, Finding::file)
        .containsExactly(tuple("UC4102", ReleaseFolder.OCP));
  }

  @Test
  void brokenSignatureOfARegisteredSubmitterIsSaid() throws Exception {
    SignatureVerdict broken = TestExaminations.signed(TestExaminations.PUBLISHER, CHANGED);

    assertThat(ocp().ocpSignature(broken).check(new SubmitterSignatureRule()))
        .extracting(Finding::code, Finding::file)
        .containsExactly(tuple("UC4031", ReleaseFolder.OCP));
  }

  @Test
  void realSignatureIsReadFromTheOemCustomPackage() throws Exception {
    Path ocp = releases.ocp("Contoso.A");
    TestLab.signer().sign(ocp, "ocp");
    SignatureVerdict verdict =
        new DefaultAuthenticodeVerifier(Clock.systemUTC())
            .verify(
                ocp,
                VerificationPolicy.strict(
                    TrustAnchors.load(
                        List.of(TestLab.pki().codeSigningRootPem()),
                        List.of(TestLab.pki().timestampRootPem()),
                        List.of())));

    assertThat(verdict.findings()).isEmpty();
    assertThat(world(ocpYaml()).ocpSignature(verdict).check(new SubmitterSignatureRule()))
        .extracting(Finding::code)
        .containsExactly("UC4102");
  }

  @Test
  void packageWithoutASignatureOfItsOwnIsFine() throws Exception {
    assertThat(ocp().check(new KeptSignatureRule())).isEmpty();
  }

  @Test
  void provisioningPackageIsNoFileThatASignatureIsLookedForIn() throws Exception {
    ProvisioningPackages.write(releases.folder().resolve("a.ppkg"), ProvisioningPackages.source());
    TestExaminations world = world(ReleaseFolder.yaml("{ provisioning: [a.ppkg] }"));

    assertThat(
            world
                .packageSignatures(TestExaminations.signed(TestExaminations.PUBLISHER, CHANGED))
                .check(new KeptSignatureRule()))
        .isEmpty();
    assertThat(world.examination().packages()).noneMatch(InspectedPackage::isSigned);
  }

  @Test
  void signatureThatIsKeptHasToBeWhole() throws Exception {
    SignatureVerdict whole = TestExaminations.signed(ContentDigest.of(new byte[] {2}));
    SignatureVerdict broken = TestExaminations.signed(ContentDigest.of(new byte[] {2}), CHANGED);

    assertThat(ocp().packageSignatures(whole).check(new KeptSignatureRule())).isEmpty();
    assertThat(ocp().packageSignatures(broken).check(new KeptSignatureRule()))
        .extracting(Finding::code, Finding::file)
        .containsExactly(tuple("UC4031", ReleaseFolder.OCP + "!Contoso.A.cab"));
  }

  @Test
  void catalogInsideAPackageHasToBeWholeOrUnsigned() throws Exception {
    SignatureVerdict whole = TestExaminations.signed(ContentDigest.of(new byte[] {2}));

    assertThat(ocp().ocpSignature(catalog(Verdict.INVALID, CHANGED)).check(new InnerCatalogRule()))
        .extracting(Finding::code, Finding::file)
        .containsExactly(tuple("UC4206", ReleaseFolder.OCP + "!Contoso.A.cab"));
    assertThat(ocp().ocpSignature(catalog(Verdict.UNSIGNED)).check(new InnerCatalogRule()))
        .isEmpty();
    assertThat(ocp().ocpSignature(whole).check(new InnerCatalogRule())).isEmpty();
    assertThat(
            ocp()
                .packageSignatures(whole)
                .ocpSignature(catalog(Verdict.INVALID, CHANGED))
                .check(new InnerCatalogRule()))
        .as("nothing inside a package that keeps its signature is looked at")
        .isEmpty();
  }

  private static SignatureVerdict catalog(Verdict verdict, Finding... findings) {
    return new SignatureVerdict(
        "cat", verdict, Optional.empty(), Optional.empty(), Optional.empty(), List.of(findings));
  }

  @Test
  void withoutASigningCertificateNoneIsJudged() throws Exception {
    assertThat(ocp().check(new SigningCertificateRule())).isEmpty();
    assertThat(app("CN=Somebody").check(new MsixPublisherRule())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"LAB, false", "PRODUCTION, true"})
  void testCertificateSignsInTheLabOnly(Policy.Profile profile, boolean refused) throws Exception {
    List<Finding> findings =
        ocp()
            .policy(policy(profile))
            .signing(certificates.leaf().chain(), anchors())
            .at(NOW)
            .check(new SigningCertificateRule());

    assertThat(findings).extracting(Finding::code).allMatch("UC4009"::equals);
    assertThat(findings.isEmpty()).isNotEqualTo(refused);
  }

  @Test
  void certificateThatIsNotEvSignsNowhere() throws Exception {
    List<X509Certificate> chain = certificates.leaf().policy("2.23.140.1.4.1").chain();

    assertThat(
            ocp()
                .policy(policy(Policy.Profile.LAB))
                .signing(chain, anchors())
                .at(NOW)
                .check(new SigningCertificateRule()))
        .extracting(Finding::code)
        .containsExactly("UC4001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {PUBLISHER + "| true", "CN=Contoso TEST leaf | false", "nobody | false"})
  void publisherOfAnAppIsTheSigningSubject(String publisher, boolean fine) throws Exception {
    List<Finding> findings =
        app(publisher)
            .signing(certificates.leaf().chain(), anchors())
            .check(new MsixPublisherRule());

    assertThat(findings)
        .extracting(Finding::code, Finding::file)
        .isEqualTo(fine ? List.of() : List.of(tuple("UC3210", "a.msix")));
  }

  @Test
  void refusalSpellsThePublisherThatWouldPass() throws Exception {
    Finding finding =
        app("CN=Somebody")
            .signing(certificates.leaf().chain(), anchors())
            .check(new MsixPublisherRule())
            .get(0);

    assertThat(finding.why()).contains("OID.2.5.4.15=Private Organization", "SERIALNUMBER=TEST-1");
  }

  @ParameterizedTest
  @CsvSource({"CN=TEST signer, true", "CN=Somebody, false"})
  void publisherOfAnAppThatKeepsItsSignatureIsWhoSignedIt(String publisher, boolean fine)
      throws Exception {
    assertThat(
            app(publisher)
                .packageSignatures(TestExaminations.signed(ContentDigest.of(new byte[] {2})))
                .signing(certificates.leaf().chain(), anchors())
                .check(new MsixPublisherRule()))
        .extracting(Finding::code, Finding::file)
        .isEqualTo(fine ? List.of() : List.of(tuple("UC3228", "a.msix")));
  }

  @Test
  void publisherOfABundleIsTheSigningSubject() throws Exception {
    Files.write(releases.folder().resolve("a.msix"), new BundleSample().bytes());
    assertThat(
            world(ReleaseFolder.yaml("{ apps: [a.msix] }"))
                .signing(certificates.leaf().chain(), anchors())
                .check(new MsixPublisherRule()))
        .extracting(Finding::code)
        .containsExactly("UC3210");
  }

  @Test
  void refusalSaysThatThePartsAreTheOtherWayRound() throws Exception {
    List<String> parts = new java.util.ArrayList<>(List.of(PUBLISHER.split(", ")));
    java.util.Collections.reverse(parts);
    assertThat(
            app(String.join(", ", parts))
                .signing(certificates.leaf().chain(), anchors())
                .check(new MsixPublisherRule()))
        .singleElement()
        .satisfies(f -> assertThat(f.why()).endsWith("the other way round"));
  }

  private TrustAnchors anchors() {
    return new TrustAnchors(Set.of(certificates.root()), Set.of(), List.of());
  }

  private static Optional<Policy> policy(Policy.Profile profile) {
    return Optional.of(new Policy(profile, ContentDigest.of(new byte[0]), Map.of(), Map.of(), 0));
  }

  private TestExaminations app(String publisher) throws IOException {
    SignableSamples.appPackage(releases.folder().resolve("a.msix"), publisher);
    return world(ReleaseFolder.yaml("{ apps: [a.msix] }"));
  }

  private TestExaminations ocp() throws IOException {
    releases.ocp("Contoso.A");
    return world(ocpYaml());
  }

  private static String ocpYaml() {
    return ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }");
  }

  private TestExaminations world(String yaml) throws IOException {
    return new TestExaminations(releases.take(yaml));
  }
}
