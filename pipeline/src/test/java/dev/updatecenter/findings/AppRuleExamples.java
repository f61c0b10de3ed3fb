package dev.updatecenter.findings;

import static dev.updatecenter.findings.Judges.validate;

import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.TestExaminations;
import dev.updatecenter.stage.validation.rules.MsixPublisherRule;
import dev.updatecenter.testing.AppxSample;
import dev.updatecenter.testing.BundleSample;
import dev.updatecenter.testing.ReleaseFolder;
import dev.updatecenter.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Apps that fit a release, and apps that do not. */
final class AppRuleExamples {
  private static final String APP = "Kiosk.msix";
  private static final String POLICY =
      """
      apiVersion: updatecenter/v1
      kind: Policy
      metadata: { product: TestKiosk }
      profile: lab
      """;

  private AppRuleExamples() {}

  static List<FindingExample> all() {
    byte[] sound = new AppxSample().bytes();
    String least = "MinVersion=\"10.0.17763.0\"";
    byte[] late = new AppxSample().manifest(least, "MinVersion=\"10.0.19041.0\"").bytes();
    byte[] desktop = new AppxSample().manifest("Windows.IoT", "Windows.Desktop").bytes();
    return List.of(
        release("UC3225", late, sound),
        release("UC3226", desktop, sound),
        release("UC3227", intel(), new BundleSample().bytes()),
        named(),
        publisher("UC3210", true),
        publisher("UC3228", false));
  }

  /** A bundle for x64 and x86. */
  private static byte[] intel() {
    return new BundleSample()
        .without("Kiosk_arm.msix")
        .with("Kiosk_x86.msix", "x86", new AppxSample().manifest("\"arm\"", "\"x86\""))
        .bytes();
  }

  private static FindingExample release(String code, byte[] fail, byte[] pass) {
    return new FindingExample(
        code, validate(), folder -> write(folder, APP, fail), folder -> write(folder, APP, pass));
  }

  private static FindingExample named() {
    byte[] sound = new AppxSample().bytes();
    return new FindingExample(
        "UC3211",
        validate(),
        folder -> write(folder, "a kiosk.msix", sound),
        folder -> write(folder, "a-kiosk.msix", sound));
  }

  private static void write(Path folder, String app, byte[] bytes) throws IOException {
    Files.write(folder.resolve(app), bytes);
    Files.writeString(
        folder.resolve("release.yaml"), ReleaseFolder.yaml("{ apps: ['" + app + "'] }"));
    Files.writeString(folder.resolve("product.yaml"), TestExaminations.PRODUCT_YAML);
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
  }

  /** Only a run that holds a key knows the subject: asked of the rule itself. */
  private static FindingExample publisher(String code, boolean unsigned) {
    String subject =
        unsigned
            ? "CN=Contoso TEST leaf, O=Contoso TEST, C=US, SERIALNUMBER=TEST-1,"
                + " OID.2.5.4.15=Private Organization, OID.1.3.6.1.4.1.311.60.2.1.3=US"
            : "CN=TEST signer";
    byte[] same = new AppxSample().manifest("CN=Contoso TEST", subject).bytes();
    byte[] other = new AppxSample().bytes();
    return new FindingExample(
        code,
        folder -> publisherCodes(folder, unsigned),
        folder -> Files.write(folder.resolve(APP), other),
        folder -> Files.write(folder.resolve(APP), same));
  }

  private static Set<String> publisherCodes(Path folder, boolean unsigned) throws Exception {
    ReleaseFolder release = new ReleaseFolder(folder);
    Files.copy(folder.resolve(APP), release.folder().resolve(APP));
    TestCertificates certificates = new TestCertificates(Instant.parse("2026-11-21T12:00:00Z"));
    return new TestExaminations(release.take(ReleaseFolder.yaml("{ apps: [" + APP + "] }")))
            .packageSignatures(
                unsigned
                    ? TestExaminations.unsigned()
                    : TestExaminations.signed(ContentDigest.of(new byte[] {2})))
            .signing(
                certificates.leaf().chain(),
                new TrustAnchors(Set.of(certificates.root()), Set.of(), List.of()))
            .check(new MsixPublisherRule())
            .stream()
            .map(Finding::code)
            .collect(Collectors.toSet());
  }
}
