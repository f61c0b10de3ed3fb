package dev.updatecenter.capability.format.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.capability.format.appx.AppxManifest;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AppxExecutablesTest {
  private static final String MANIFEST =
      """
      <Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10">
        <Identity Name="Contoso.Kiosk" Version="1.2.3.0" ProcessorArchitecture="%s"
            Publisher="CN=Contoso TEST" />
        <Properties><DisplayName>K</DisplayName><PublisherDisplayName>C</PublisherDisplayName>
          <Logo>Logo.png</Logo></Properties>
        <Dependencies><TargetDeviceFamily Name="Windows.Universal" MinVersion="10.0.17763.0"
            MaxVersionTested="10.0.17763.0" /></Dependencies>
        <Resources><Resource Language="en-us" /></Resources>
        <Applications><Application Id="App" Executable="Kiosk.exe" EntryPoint="K.App" />
        </Applications>
      </Package>
      """;

  @ParameterizedTest
  @CsvSource({
    "arm, ARM, ''",
    "arm, X86, ERROR",
    "arm, AMD64, ERROR",
    "arm64, ARM, ''",
    "arm64, X86, ''",
    "arm64, AMD64, ERROR",
    "x64, X86, ''",
    "x64, ARM64, ERROR",
    "x86, X86, ''",
    "x86, AMD64, ERROR",
    "neutral, AMD64, WARNING",
    "neutral, X86, WARNING"
  })
  void programsAreHeldToWhatThePackageIsFor(String packaged, Architecture built, String weight)
      throws Exception {
    assertThat(
            check(packaged, new Executable("Kiosk.exe", Optional.of(built), false, false, false)))
        .extracting(f -> f.code() + " " + f.severity())
        .containsExactlyElementsOf(weight.isEmpty() ? List.of() : List.of("UC3187 " + weight));
  }

  @Test
  void assembliesThatAreCompiledWhereTheyRunPassEverywhere() throws Exception {
    Executable assembly =
        new Executable("Kiosk.exe", Optional.of(Architecture.X86), false, false, true);

    assertThat(check("arm", assembly)).isEmpty();
    assertThat(check("neutral", assembly)).isEmpty();
  }

  @Test
  void whatTheAppIsNotStartedByIsAWarning() throws Exception {
    Executable library =
        new Executable("lib/K.dll", Optional.of(Architecture.AMD64), false, false, false);

    assertThat(check("arm", library))
        .extracting(f -> f.severity().wireName())
        .containsExactly("warning");
  }

  private static List<Finding> check(String packaged, Executable executable) throws Exception {
    byte[] xml = MANIFEST.formatted(packaged).getBytes(StandardCharsets.UTF_8);
    return new AppxExecutables(AppxManifest.parse(xml), "a.msix").check(List.of(executable));
  }
}
