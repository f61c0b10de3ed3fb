package dev.updatecenter.capability.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputerHardwareIdsTest {
  /** The machine whose ids fwupd's own tests hold. */
  private static final SmbiosFields THINKPAD =
      new SmbiosFields(
          new MachineInfo(
              "LENOVO",
              "ThinkPad T440s",
              "20ARS19C0C",
              "LENOVO_MT_20AR_BU_Think_FM_ThinkPad T440s",
              "LENOVO",
              "20ARS19C0C"),
          new BiosInfo("LENOVO", "GJET75WW (2.25 )", OptionalInt.of(2), OptionalInt.of(25)),
          OptionalInt.of(0x0A));

  @ParameterizedTest
  @CsvSource({
    "0, 147efce9-f201-5fc8-ab0c-c859751c3440",
    "1, b7cceb67-774c-537e-bf8b-22c6107e9a74",
    "2, f5ff077f-3eeb-5bae-be1c-e98ffe8ce5f8",
    "3, 3faec92a-3ae3-5744-be88-495e90a7d541",
    "4, 660ccba8-1b78-5a33-80e6-9fb8354ee873",
    "5, 8dc9b7c5-f5d5-5850-9ab3-bd6f0549d814",
    "6, 178cd22d-ad9f-562d-ae0a-34009822cdbe",
    "7, da1da9b6-62f5-5f22-8aaa-14db7eeda2a4",
    "8, 059eb22d-6dc7-59af-abd3-94bbe017f67c",
    "9, 0cf8618d-9eff-537c-9f35-46861406eb9c",
    "10, f4275c1f-6130-5191-845c-3426247eb6a1",
    "11, db73af4c-4612-50f7-b8a7-787cf4871847",
    "12, e093d715-70f7-51f4-b6c8-b4a7e31def85",
    "13, f8e1de5f-b68c-5f52-9d1a-f1ba52f1f773",
    "14, 6de5d951-d755-576b-bd09-c5cf66b27234"
  })
  void computesTheKnownVector(int number, UUID expected) {
    assertThat(ComputerHardwareIds.of(THINKPAD)).containsEntry(number, expected);
  }

  @Test
  void anIdWithAnAbsentFieldDoesNotExist() {
    MachineInfo noFamily = new MachineInfo("Contoso", "", "Kiosk", "SKU", "", "Board");

    assertThat(ComputerHardwareIds.of(SmbiosFields.of(noFamily))).containsOnlyKeys(7, 9, 14);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Conto\uFFFDso"})
  void emptyOrUndecodableTextIsAbsent(String manufacturer) {
    MachineInfo info = new MachineInfo(manufacturer, "F", "P", "S", "B", "C");

    assertThat(ComputerHardwareIds.of(SmbiosFields.of(info))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "   ", "0", "000", " 00 "})
  void textOfSpacesOrZerosIsThereAndAddsNothing(String manufacturer) {
    MachineInfo info = new MachineInfo(manufacturer, "", "Kiosk", "", "", "");

    assertThat(ComputerHardwareIds.of(SmbiosFields.of(info)))
        .containsOnlyKeys(9)
        .containsEntry(9, new HardwareIdHash().of("&Kiosk"));
  }

  @Test
  void aBlankFieldIsNothingToMatchBy() {
    MachineInfo info = new MachineInfo("Contoso", " ", "Kiosk", "SKU", "", "Board");

    assertThat(ComputerHardwareIds.absent(3, info))
        .containsExactly(SmbiosField.FAMILY, SmbiosField.BASEBOARD_MANUFACTURER);
  }

  @ParameterizedTest
  @CsvSource({"' Kiosk ',Kiosk", "'Kiosk\t ',Kiosk", "00Kiosk,Kiosk", "' 0Kiosk',Kiosk", "000,0"})
  void spacesAndThenLeadingZerosDoNotCount(String written, String same) {
    assertThat(ComputerHardwareIds.of(9, named(written)))
        .isPresent()
        .isEqualTo(ComputerHardwareIds.of(9, named(same)));
  }

  @ParameterizedTest
  @CsvSource({"kiosk,Kiosk", "'\tKiosk',Kiosk", "Kiosk0,Kiosk"})
  void caseTabsAndOtherZerosCount(String one, String other) {
    assertThat(ComputerHardwareIds.of(9, named(one)))
        .isNotEqualTo(ComputerHardwareIds.of(9, named(other)));
  }

  @Test
  void refusesANumberThatIsNone() {
    assertThatThrownBy(() -> ComputerHardwareIds.of(15, THINKPAD.machineInfo()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MachineInfo named(String product) {
    return new MachineInfo("Contoso", "", product, "", "", "");
  }
}
