package dev.updatecenter.capability.devicemodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineIdentityAgreementTest {
  private static final DeclaredIdentity MODEL =
      IotDeviceModelXml.read(KitFilesTest.MODEL.getBytes(UTF_8), "model.xml");
  private static final DeclaredIdentity SETTINGS =
      ProductSettingsXml.read(KitFilesTest.SETTINGS.getBytes(UTF_8), "settings.xml");

  @Test
  void namesBothPlacesOfAFieldThatDiffers() {
    List<Finding> findings = MachineIdentityAgreement.check(List.of(MODEL, SETTINGS));

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).code()).isEqualTo("UC2204");
    assertThat(findings.get(0).severity()).isEqualTo(Severity.ERROR);
    assertThat(findings.get(0).where()).startsWith("settings.xml:10");
    assertThat(findings.get(0).message())
        .isEqualTo(
            "BaseboardProduct is 'CK-BB-03' in settings.xml:10:23 but 'CK-BB-02' in"
                + " model.xml:4:55");
  }

  @Test
  void findsTheFaultOfTheKitsOwnSample() {
    DeclaredIdentity settings =
        ProductSettingsXml.read(
            KitFilesTest.SETTINGS.replace("CK-BB-03", "SecureSample_v01").getBytes(UTF_8), "s");
    DeclaredIdentity cfg = KitFilesTest.cfg("02,05,S,\"QCDB410C\"");

    assertThat(MachineIdentityAgreement.check(List.of(settings, cfg)))
        .singleElement()
        .extracting(Finding::message)
        .isEqualTo("BaseboardProduct is 'QCDB410C' in SMBIOS.CFG:1:9 but 'SecureSample_v01' in s:10:23");
  }

  @Test
  void saysEveryPlaceThatDiffers() {
    DeclaredIdentity a = KitFilesTest.cfg("02,05,S,\"A\"\n01,05,S,\"X\"");
    DeclaredIdentity b = KitFilesTest.cfg("02,05,S,\"B\"\n01,05,S,\"Y\"");

    assertThat(MachineIdentityAgreement.check(List.of(MODEL, a, b)))
        .extracting(Finding::subject)
        .containsExactly("ProductName", "ProductName", "BaseboardProduct", "BaseboardProduct");
  }

  @Test
  void doesNotCompareWhatAFileLeavesOut() {
    DeclaredIdentity cfg = KitFilesTest.cfg("01,04,S,\"Contoso\"\n02,05,S,\" CK-BB-02\"");

    assertThat(MachineIdentityAgreement.check(List.of(MODEL, cfg))).isEmpty();
    assertThat(MachineIdentityAgreement.check(List.of())).isEmpty();
  }
}
