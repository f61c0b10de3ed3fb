package dev.updatecenter.capability.format.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.ProvisioningPackages;
import dev.updatecenter.testing.XmlFuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomizationsTest {
  private static final String SOUND = ProvisioningPackages.source();
  private static final String SECRET = ProvisioningPackages.THUMBPRINT;

  @Test
  void readsWhoThePackageIs() throws Exception {
    Customizations read = parse(SOUND);

    assertThat(read.id()).isEqualTo("{6d25ff81-23ed-4d35-968f-3fc2408ceac7}");
    assertThat(read.name()).isEqualTo("Enrol");
    assertThat(read.version()).hasValueSatisfying(v -> assertThat(v).hasToString("1.0.0.0"));
    assertThat(read.ownerType()).isEqualTo("OEM");
    assertThat(read.rank()).isEqualTo("0");
    assertThat(read.findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{6d25ff81 | {6d25 | UC3139 ERROR 4",
        "<Name>Enrol</Name> | '' | UC3139 ERROR 3",
        ">OEM< | >Microsoft< | UC3139 ERROR 7",
        "<Rank>0 | <Rank>100 | UC3139 ERROR 8",
        ">1.0.0.0< | >1.0< | UC3140 ERROR 6",
        "<Version>1.0.0.0</Version> | '' | UC3140 ERROR 3",
        "https://mdm | http://mdm | UC3141 ERROR 17",
        "https://mdm | mdm | UC3141 ERROR 17",
        ">Certificate< | >Federated< | UC3143 ERROR 15",
        "<AuthPolicy>Certificate</AuthPolicy> | '' | UC3143 ERROR 15",
      })
  void saysEachBreachAtItsLine(String what, String by, String said) throws Exception {
    assertThat(parse(SOUND.replace(what, by)).findings())
        .extracting(f -> f.code() + " " + f.severity() + " " + f.line())
        .containsExactly(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OnPremise", "onpremise", " OnPremise "})
  void passwordIsAnErrorThatNeverRepeatsIt(String policy) throws Exception {
    List<Finding> findings =
        parse(SOUND.replace(">Certificate<", ">" + policy + "<").replace(SECRET, "hunter2"))
            .findings();

    assertThat(findings).extracting(Finding::code).containsExactly("UC3142");
    assertThat(findings.get(0).line()).isEqualTo(18);
    assertThat(findings.get(0).column()).isPositive();
    assertThat(findings.toString()).doesNotContain("hunter2");
  }

  @Test
  void passwordInTheWrongPlaceIsNotRepeatedEither() throws Exception {
    List<Finding> findings = parse(SOUND.replace(SECRET, "hunter2")).findings();

    assertThat(findings).extracting(Finding::code).containsExactly("UC3144");
    assertThat(findings.toString()).doesNotContain("hunter2");
    assertThat(parse(SOUND.replace("https://mdm", "http://u:hunter2@mdm")).findings().toString())
        .doesNotContain("hunter2");
  }

  @Test
  void onPremiseWithoutASecretIsFine() throws Exception {
    assertThat(
            parse(
                    SOUND
                        .replace(">Certificate<", ">OnPremise<")
                        .replace("<Secret>" + SECRET + "</Secret>", "<Secret> </Secret>"))
                .findings())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "</WindowsCustomizations> | ''",
        "WindowsCustomizations> | Other>",
        "<WindowsCustomizations> | <!DOCTYPE x><WindowsCustomizations>"
      })
  void refusesWhatIsNoSuchDocument(String what, String by) {
    MalformedPackageException e =
        catchThrowableOfType(MalformedPackageException.class, () -> parse(SOUND.replace(what, by)));
    assertThat(e.code()).isEqualTo("UC3138");
    assertThat(e.getMessage()).doesNotContain(SECRET);
  }

  @Test
  void everySpoiledDocumentIsReadOrRefused() {
    XmlFuzz.readsOrRefuses(SOUND, xml -> Customizations.parse(xml, Customizations.FILE_NAME));
  }

  private static Customizations parse(String xml) throws MalformedPackageException {
    return Customizations.parse(xml.getBytes(StandardCharsets.UTF_8), Customizations.FILE_NAME);
  }
}
