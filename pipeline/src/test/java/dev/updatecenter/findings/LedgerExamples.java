package dev.updatecenter.findings;

import static dev.updatecenter.findings.Judges.validate;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.TestExaminations;
import dev.updatecenter.stage.validation.rules.VersionRisesRule;
import dev.updatecenter.testing.ReleaseFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Releases as a ledger knows them, or, offline, does not. */
final class LedgerExamples {
  private static final String PUBLISHED = "10.0.2.0";
  private static final String PAYLOAD = "{ files: [ { source: k.json, destination: 'C:\\k' } ] }";
  private static final String POLICY =
      """
      apiVersion: updatecenter/v1
      kind: Policy
      metadata: { product: TestKiosk }
      profile: lab
      submitters:
        - { name: Contoso TEST, certificate: %s }
      """
          .formatted("ab".repeat(32));

  private LedgerExamples() {}

  static List<FindingExample> all() {
    return List.of(
        new FindingExample(
            "UC2101",
            validate(),
            LedgerExamples::release,
            folder -> {
              release(folder);
              Files.writeString(folder.resolve("product.yaml"), TestExaminations.PRODUCT_YAML);
              Files.writeString(folder.resolve("policy.yaml"), POLICY);
            }),
        new FindingExample(
            "UC3201",
            LedgerExamples::afterPublished,
            folder -> version(folder, PUBLISHED),
            folder -> version(folder, "10.0.2.1")),
        new FindingExample(
            "UC3298",
            validate(),
            LedgerExamples::release,
            // What cannot be read is asked nothing, now or later.
            folder -> Files.writeString(folder.resolve("release.yaml"), "kind: Release\n")));
  }

  private static void release(Path folder) throws IOException {
    Files.writeString(folder.resolve("release.yaml"), ReleaseFolder.yaml(PAYLOAD));
    Files.writeString(folder.resolve("k.json"), "{}");
  }

  private static void version(Path folder, String version) throws IOException {
    Files.writeString(folder.resolve("release.yaml"), ReleaseFolder.yaml(version, PAYLOAD, ""));
    Files.writeString(folder.resolve("k.json"), "{}");
  }

  /** What the rule says where {@link #PUBLISHED} is the highest version. */
  private static Set<String> afterPublished(Path folder) throws IOException {
    ReleaseFolder releases = new ReleaseFolder(folder.resolve("taken"));
    releases.file("k.json", Files.readString(folder.resolve("k.json")));
    UpdateSubmission submission = releases.take(Files.readString(folder.resolve("release.yaml")));
    return new TestExaminations(submission)
        .highest(PUBLISHED).check(new VersionRisesRule()).stream()
            .map(Finding::code)
            .collect(Collectors.toSet());
  }
}
