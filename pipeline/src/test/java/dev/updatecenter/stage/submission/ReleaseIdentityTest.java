package dev.updatecenter.stage.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.testing.ReleaseFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseIdentityTest {
  private static final String YAML =
      ReleaseFolder.yaml(
          "10.0.2.0",
          "{ apps: [a.msix, b.msix] }",
          """
          notes: Before.
          requires: { os: ">=10.0.17763.1577" }
          validation: { failOn: error }
          silentAfter: 24h
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "notes: Before.      | notes: After.",
        "failOn: error       | failOn: warning",
        "soak: 12h           | soak: 24h",
        "ring: Preview       | ring: EarlyAdopter",
        "silentAfter: 24h    | silentAfter: 48h",
        "kind: Release       | kind:   Release # a comment",
        "[a.msix, b.msix]    | ['a.msix', \"b.msix\"]",
      })
  void isTheSameWhenRingsWaiversNotesOrSpellingChange(String was, String is) {
    assertThat(YAML).contains(was);
    assertThat(identity(YAML.replace(was, is))).isEqualTo(identity(YAML));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "product: TestKiosk  | product: OtherKiosk",
        "10.0.2.0            | 10.0.2.1",
        "b.msix              | c.msix",
        "[a.msix, b.msix]    | [b.msix, a.msix]",
        "apps:               | drivers:",
        ">=10.0.17763.1577   | >=10.0.17763.1578",
        "os: \">=            | ocp: \">=",
      })
  void isAnotherWhenMetadataPayloadOrRequiresChange(String was, String is) {
    assertThat(YAML).contains(was);
    assertThat(identity(YAML.replace(was, is))).isNotEqualTo(identity(YAML));
  }

  private static ContentDigest identity(String yaml) {
    return ReleaseFolder.manifest(yaml).identity();
  }
}
