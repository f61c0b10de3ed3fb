package dev.updatecenter.capability.devicemodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.testing.SmbiosTableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
            "BaseboardProduct is 'CK-BB-03' in settings.xml:10:5 but 'CK-BB-02' in"
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
        .isEqualTo(
            "BaseboardProduct is 'QCDB410C' in SMBIOS.CFG:1:9 but 'SecureSample_v01' in s:10:5");
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

  /** Every document against every other one, in each of the six fields. */
  @ParameterizedTest
  @EnumSource(SmbiosField.class)
  void namesBothPlacesOfEachFieldInEachPairOfDocuments(SmbiosField field, @TempDir Path folder)
      throws IOException {
    for (Document first : Document.values()) {
      for (Document second : Document.values()) {
        if (first != second) {
          DeclaredIdentity one = first.write(folder, field, "one");
          DeclaredIdentity other = second.write(folder, field, "other");

          List<Finding> findings = MachineIdentityAgreement.check(List.of(one, other));

          assertThat(findings).as("%s, %s", first, second).hasSize(1);
          Located here = other.field(field).orElseThrow();
          Located there = one.field(field).orElseThrow();
          assertThat(findings.get(0).code()).isEqualTo("UC2204");
          assertThat(findings.get(0).where()).isEqualTo(here.position().toString());
          assertThat(findings.get(0).message())
              .contains("'" + here.value() + "' in " + here.position())
              .contains("but '" + there.value() + "' in " + there.position());
          assertThat(here.position().line() > 0).isEqualTo(second != Document.DUMP);
        }
      }
    }
  }

  @Test
  void namesBothPlacesOfTheArchitectureAndOfTheName() {
    DeclaredIdentity x64 =
        IotDeviceModelXml.read(KitFilesTest.MODEL.replace("arm", "x64").getBytes(UTF_8), "m.xml");
    DeclaredIdentity document =
        ProductDocument.read(
                ProductDocumentTest.KIOSK
                    .replace("arch: arm", "arch: amd64")
                    .replace("name: ContosoKiosk", "name: Panel")
                    .getBytes(UTF_8),
                "product.yaml")
            .declared();
    DeclaredIdentity arm =
        ProductSettingsXml.read(
            KitFilesTest.SETTINGS.replace("CK-BB-03", "CK-BB-02").getBytes(UTF_8), "s.xml");

    assertThat(MachineIdentityAgreement.check(List.of(document, x64, arm)))
        .extracting(f -> f.code() + " " + f.severity() + " " + f.message())
        .containsExactly(
            "UC2206 ERROR the architecture is 'arm' in s.xml:3:3 but 'amd64' in product.yaml:5:9",
            "UC2207 WARNING the product's name is 'ContosoKiosk' in s.xml:2:3 but 'Panel' in"
                + " product.yaml:3:19");
  }

  /** The documents that say what a device is; each with one field as wished. */
  private enum Document {
    PRODUCT,
    MODEL,
    SETTINGS,
    CFG,
    DUMP;

    DeclaredIdentity write(Path folder, SmbiosField field, String value) throws IOException {
      Map<SmbiosField, String> all = new EnumMap<>(SmbiosField.class);
      for (SmbiosField each : SmbiosField.values()) {
        all.put(each, "C");
      }
      all.put(field, value);
      return switch (this) {
        case PRODUCT -> ProductDocument.read(product(all).getBytes(UTF_8), "p.yaml").declared();
        case MODEL ->
            IotDeviceModelXml.read(
                ("<DeviceInventory SchemaVersion='1' BuildArch='arm' OSString='10.0.0.1'"
                        + " OCPString='10.0.0.1'>\n<MachineInfo"
                        + each(all, (f, v) -> "\n " + f.kitName() + "='" + v + "'")
                        + "/></DeviceInventory>")
                    .getBytes(UTF_8),
                "m.xml");
        case SETTINGS ->
            ProductSettingsXml.read(
                ("<IoTProductSettings>\n<SMBIOS>"
                        + each(
                            all, (f, v) -> "\n<" + f.kitName() + ">" + v + "</" + f.kitName() + ">")
                        + "</SMBIOS></IoTProductSettings>")
                    .getBytes(UTF_8),
                "s.xml");
        case CFG ->
            KitFilesTest.cfg(
                each(
                    all,
                    (f, v) -> "%02X,%02X,S,\"%s\"\n".formatted(f.structureType(), f.offset(), v)));
        case DUMP -> SmbiosDump.read(dump(folder, all));
      };
    }

    private static String product(Map<SmbiosField, String> all) {
      return "deviceModel:\n  smbios:\n"
          + each(all, (f, v) -> "    " + f.wireName() + ": " + v + "\n");
    }

    private static String each(
        Map<SmbiosField, String> all, BiFunction<SmbiosField, String, String> form) {
      StringBuilder text = new StringBuilder();
      all.forEach((field, value) -> text.append(form.apply(field, value)));
      return text.toString();
    }

    private static Path dump(Path folder, Map<SmbiosField, String> all) throws IOException {
      MachineInfo info = MachineInfo.of(all);
      SmbiosTableBuilder table =
          SmbiosTableBuilder.device(
              info.manufacturer(),
              info.family(),
              info.productName(),
              info.skuNumber(),
              info.baseboardManufacturer(),
              info.baseboardProduct());
      return Files.write(folder.resolve("dump.bin"), table.dump(table.entryPoint32(2, 7)));
    }
  }
}
