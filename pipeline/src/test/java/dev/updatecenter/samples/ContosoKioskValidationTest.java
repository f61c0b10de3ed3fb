package dev.updatecenter.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.submission.Intake;
import dev.updatecenter.stage.submission.ReleaseDocument;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.submission.WorkFolder;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.PolicyDocument;
import dev.updatecenter.stage.validation.SubmissionValidator;
import dev.updatecenter.stage.validation.SubmissionValidator.Outcome;
import dev.updatecenter.testing.TestLab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules of validation say of the sample's two releases. */
class ContosoKioskValidationTest {
  private static final Clock CLOCK = Clock.systemUTC();

  private final ContosoKiosk sample = ContosoKioskRecipe.checkout();
  private final Path work;

  ContosoKioskValidationTest(@TempDir Path work) {
    this.work = work;
  }

  @Test
  void releasePassesWithoutAFinding() throws Exception {
    Outcome outcome = validate("release.yaml");

    assertThat(codes(outcome)).isEmpty();
    assertThat(outcome.validated()).isPresent();
  }

  @Test
  void refusedReleaseShowsEveryPlantedFaultInOneReport() throws Exception {
    Outcome outcome = validate("release-refused.yaml");

    assertThat(codes(outcome)).containsExactlyElementsOf(RefusedReleaseTest.PLANTED);
    assertThat(outcome.validated()).isEmpty();
    assertThat(outcome.report().findings())
        .filteredOn(f -> f.severity() == Severity.WARNING)
        .extracting(Finding::code)
        .containsOnly("UC3048", "UC3209");
  }

  private static Set<String> codes(Outcome outcome) {
    Set<String> codes = new TreeSet<>();
    outcome.report().findings().forEach(f -> codes.add(f.code()));
    return codes;
  }

  private Outcome validate(String release) throws Exception {
    Path document = sample.root().resolve(release);
    UpdateSubmission submission =
        new Intake(new WorkFolder(work), CabinetLimits.DEFAULT, Progress.NONE)
            .take(
                document,
                release,
                ReleaseDocument.read(Files.readAllBytes(document), release)
                    .manifest()
                    .orElseThrow(),
                List.of(
                    sample.product("IoTDeviceModel_ContosoKiosk.xml"),
                    sample.product("ContosoKioskSettings.xml"),
                    sample.smbiosCfg()));
    AuthenticodeVerifier verifier = new DefaultAuthenticodeVerifier(CLOCK);
    SubmissionValidator validator =
        new SubmissionValidator(
            ValidationWiring.rules(),
            PackageInspector.ofOneFile(CabinetLimits.DEFAULT),
            verifier,
            VerificationPolicy.strict(anchors()));
    return validator.validate(examination(submission, validator, verifier));
  }

  private Examination examination(
      UpdateSubmission submission, SubmissionValidator validator, AuthenticodeVerifier verifier)
      throws Exception {
    byte[] yaml = Files.readAllBytes(sample.product("policy.yaml"));
    Policy policy = PolicyDocument.read(yaml, "policy.yaml").policy().orElseThrow();
    return new Examination(
        submission,
        validator.inspect(submission, Progress.NONE),
        Optional.of(
            RegisteredProduct.of(
                Files.readString(sample.product("product.yaml")), "", Instant.EPOCH)),
        Optional.of(policy),
        Set.copyOf(policy.submitters().values()),
        Optional.empty(),
        TestLab.pki().release().chain(),
        verifier,
        anchors(),
        CLOCK.instant(),
        CabinetLimits.DEFAULT);
  }

  /** The submitter's roots, as updatecenter.yaml has them, and those of the demo's own chain. */
  private TrustAnchors anchors() throws Exception {
    return TrustAnchors.load(
        List.of(sample.trust("submitter-root.pem"), TestLab.pki().codeSigningRootPem()),
        List.of(sample.trust("submitter-timestamp-root.pem"), TestLab.pki().timestampRootPem()),
        List.of());
  }
}
