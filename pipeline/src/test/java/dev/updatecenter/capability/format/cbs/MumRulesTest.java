package dev.updatecenter.capability.format.cbs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MumRulesTest {
  private static final String SOUND =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <assembly manifestVersion="1.0" xmlns="urn:schemas-microsoft-com:asm.v3"
          xmlns:mum2="urn:schemas-microsoft-com:asm.v3">
        <assemblyIdentity name="Contoso.Touch" version="10.0.2.0" processorArchitecture="arm"
            language="neutral" buildType="release" publicKeyToken="628844477771337a" />
        <package identifier="Contoso.Touch" releaseType="Feature Pack" restart="possible"
            targetPartition="MainOS">
          <mum2:customInformation>
            <mum2:phoneInformation phoneRelease="Production" phoneOwnerType="OEM" phoneOwner="C" />
          </mum2:customInformation>
        </package>
      </assembly>
      """;

  @Test
  void soundManifestHasNothingAgainstIt() throws Exception {
    assertThat(check(SOUND)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "buildType=\"release\" | buildType=\"checked\" | UC3033 ERROR 4",
        "buildType=\"release\" | x=\"\" | UC3033 ERROR 4",
        "628844477771337a | 31bf3856ad364e35 | UC3036 ERROR 4",
        "628844477771337a | 31BF3856AD364E35 | UC3036 ERROR 4",
        "628844477771337a | 0123456789abcdef | UC3040 ERROR 4",
        "publicKeyToken=\"628844477771337a\" | x=\"\" | UC3040 ERROR 4",
        "\"neutral\" | \"\" | UC3044 WARNING 4",
        "\"neutral\" | \"all of them\" | UC3044 WARNING 4",
        "identifier=\"Contoso.Touch\" | x=\"\" | UC3041 ERROR 6",
        "Feature Pack | Production | UC3042 WARNING 6",
        "releaseType=\"Feature Pack\" | x=\"\" | UC3042 WARNING 6",
        "\"possible\" | \"maybe\" | UC3043 WARNING 6",
        "\"MainOS\" | \"../MainOS\" | UC3043 WARNING 6",
        "\"Production\" | \"Test\" | UC3038 WARNING 9",
        "phoneRelease=\"Production\" | phoneReleaseType=\"Test\" | UC3038 WARNING 9",
        "\"OEM\" | \"Microsoft\" | UC3039 ERROR 9",
        "phoneOwnerType=\"OEM\" | x=\"\" | UC3039 WARNING 9"
      })
  void saysEachBreachAtItsLine(String what, String by, String said) throws Exception {
    assertThat(check(SOUND.replace(what, by)))
        .extracting(f -> f.code() + " " + f.severity() + " " + f.line())
        .containsExactly(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "sr-Latn-RS", "*"})
  void takesLanguagesAsWindowsNamesThem(String language) throws Exception {
    assertThat(check(SOUND.replace("\"neutral\"", "\"" + language + "\""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SiliconVendor", "MobileOperator"})
  void takesPackagesOfTheMakersOfParts(String owner) throws Exception {
    assertThat(check(SOUND.replace("\"OEM\"", "\"" + owner + "\""))).isEmpty();
  }

  @Test
  void elementsOfOtherNamespacesAreNotRead() throws Exception {
    String other = "<package identifier=\"x\" xmlns=\"urn:other\"/>";
    assertThat(check(SOUND.replace("<package ", other + "<package "))).isEmpty();
  }

  private static List<Finding> check(String xml) throws Exception {
    return MumRules.check(UpdateMum.parse(xml.getBytes(StandardCharsets.UTF_8), "update.mum"));
  }
}
