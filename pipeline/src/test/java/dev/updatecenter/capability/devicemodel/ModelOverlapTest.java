package dev.updatecenter.capability.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelOverlapTest {
  private static final PackageVersion VERSION = PackageVersion.parse("10.0.0.0");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // of A: number, fields; of B likewise; whether a device can be of both
        "3|C,F,P,S,B,X|3|C,F,P,S,B,X|true",
        "3|C,F,P,S,B,X|3|C,F,P,S2,B,X|false",
        "3|C,F,P,S,B,X|3|C,F,P,S,B,Y|false",
        "9|C,F,P,S,B,X|3|C,F2,P,S2,B2,X|true",
        "9|C,F,P,S,B,X|3|C,F,P,S,B,Y|false",
        "9|C,F,P,S,B,X|3|C,F,P2,S,B,X|false",
        "7|C,F,P,S,B,X|13|C,F2,P2,S2,B2,X|true",
        "7|C,F,P,S,B,X|13|D,F,P,S,B,X|false",
        "8|C,F,P,S,B,X|8|C,F2,P,S2,B,X|true",
        // an id does not tell where one field ends; the board counts by itself
        "9|A&B,F,C,S,B,X|9|A,F,B&C,S,B,X|true",
        "9|A&B,F,C,S,B,X|4|A,B,C&D,E,B,X|false",
        "5|A&B,C,D,S,B,X|4|A,B,C&D,E,B,X|true",
        "9|0C,F,P,S,B,X|9|C,F,P,S,B,X|true",
        "9|C,F,P,S,B,01|9|C,F,P,S,B,1|false"
      })
  void seesWhetherOneDeviceCanBeOfBoth(int a, String of, int b, String than, boolean both) {
    DeviceModel one = model("A", a, of.split(","));
    DeviceModel other = model("B", b, than.split(","));

    assertThat(ModelOverlap.check(one, List.of(other)).isEmpty()).isNotEqualTo(both);
    assertThat(ModelOverlap.check(other, List.of(one)).isEmpty()).isNotEqualTo(both);
  }

  @Test
  void agreesWithTryingEveryDevice() {
    List<MachineInfo> devices = infos(List.of("", "a", "b"));
    List<Map<Integer, UUID>> ids =
        devices.stream().map(d -> Map.copyOf(ComputerHardwareIds.of(SmbiosFields.of(d)))).toList();
    List<Integer> numbers = ComputerHardwareIds.TARGETABLE.stream().sorted().toList();
    Random random = new Random(20_226);
    List<MachineInfo> full = infos(List.of("a", "b"));
    for (int i = 0; i < 2_000; i++) {
      DeviceModel a = model("A", pick(numbers, random), pick(full, random));
      DeviceModel b = model("B", pick(numbers, random), pick(full, random));
      HardwareTarget ofA = a.target();
      HardwareTarget ofB = b.target();
      boolean found = false;
      for (int d = 0; d < devices.size() && !found; d++) {
        String board = devices.get(d).baseboardProduct();
        found = ofA.matches(ids.get(d), board) && ofB.matches(ids.get(d), board);
      }

      assertThat(ModelOverlap.check(a, List.of(b)).isEmpty())
          .as("%s %s / %s %s", a.match(), a.smbios(), b.match(), b.smbios())
          .isNotEqualTo(found);
    }
  }

  @Test
  void namesBothProductsTheirIdsAndTheFields() {
    DeviceModel kiosk = model("Kiosk", 9, "Contoso", "F", "K", "S1", "B", "CK-BB");
    DeviceModel panel = model("Panel", 3, "Contoso", "F", "K", "S2", "B", "CK-BB");

    Finding finding = ModelOverlap.check(kiosk, List.of(panel)).get(0);

    assertThat(finding.message())
        .contains("Kiosk (HardwareID-9 " + kiosk.target().id() + ")")
        .contains("Panel (HardwareID-3 " + panel.target().id() + ")")
        .contains("manufacturer 'Contoso', productName 'K', baseboardProduct 'CK-BB'");
    assertThat(finding.fix()).contains("skuNumber");
  }

  @Test
  void aNameOfManySeparatorsIsJudgedInTime() {
    String many = "&".repeat(250);
    DeviceModel a = model("A", 3, many, many, many, many, many, "x");
    DeviceModel b = model("B", 4, many, many, many, many + "y", many, "x");

    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        java.time.Duration.ofSeconds(10),
        () -> assertThat(ModelOverlap.check(a, List.of(b))).hasSize(1));
  }

  private static <T> T pick(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static List<MachineInfo> infos(List<String> alphabet) {
    List<Map<SmbiosField, String>> all = new ArrayList<>(List.of(Map.of()));
    for (SmbiosField field : SmbiosField.values()) {
      List<Map<SmbiosField, String>> longer = new ArrayList<>();
      for (Map<SmbiosField, String> each : all) {
        for (String value : alphabet) {
          Map<SmbiosField, String> more = new EnumMap<>(SmbiosField.class);
          more.putAll(each);
          more.put(field, value);
          longer.add(more);
        }
      }
      all = longer;
    }
    return all.stream().map(MachineInfo::of).toList();
  }

  private static DeviceModel model(String name, int match, String... fields) {
    return model(
        name,
        match,
        new MachineInfo(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]));
  }

  private static DeviceModel model(String name, int match, MachineInfo info) {
    return new DeviceModel(
        new ProductName(name),
        Architecture.ARM,
        Edition.IOT_CORE,
        Servicing.LTSC,
        List.of(),
        VERSION,
        VERSION,
        info,
        match,
        DeviceModel.DEFAULT_RINGS);
  }
}
