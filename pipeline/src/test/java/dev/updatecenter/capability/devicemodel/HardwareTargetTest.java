package dev.updatecenter.capability.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.testing.SmbiosTableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which devices a model is for. */
class HardwareTargetTest {
  private final Path folder;

  HardwareTargetTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "3,Contoso,Kiosk,ContosoKiosk,CK-01,Arrow,CK-BB-02,true",
    "3,Contoso,Kiosk,ContosoKiosk,CK-01,Arrow,' CK-BB-02 ',true",
    "3,Contoso,Kiosk,ContosoKiosk,CK-02,Arrow,CK-BB-02,false",
    "9,Contoso,Other,ContosoKiosk,CK-02,Other,CK-BB-02,true",
    "9,Contoso,Other,ContosoKiosk,CK-02,Other,CK-BB-03,false",
    "9,contoso,Kiosk,ContosoKiosk,CK-01,Arrow,CK-BB-02,false",
    "3,Contoso,Kiosk,ContosoKiosk,CK-01,Arrow,0CK-BB-02,false"
  })
  void matchesIffItsOwnIdOfThatNumberAndItsBoardAreEqual(
      int number,
      String manufacturer,
      String family,
      String product,
      String sku,
      String board,
      String variant,
      boolean matches)
      throws IOException {
    Path table =
        Files.write(
            folder.resolve("t"),
            SmbiosTableBuilder.device(manufacturer, family, product, sku, board, variant).bare());

    assertThat(model("A", number, kiosk()).target().matches(SmbiosTable.read(table)))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2, 11, 12, 14, 15})
  void refusesAnIdThatIsTooWideOrSpelledInManyWays(int number) {
    assertThatThrownBy(() -> new HardwareTarget(number, new UUID(1, 2), "B"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAModelWithoutItsIdOrItsVariant() {
    MachineInfo noBoard = new MachineInfo("Contoso", "Kiosk", "P", "S", "Arrow", " ");
    MachineInfo noSku = new MachineInfo("Contoso", "Kiosk", "P", "", "Arrow", "B");

    assertThatThrownBy(() -> model("A", 9, noBoard)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> model("A", 3, noSku)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "3,Kiosk,CK-01,CK-BB-02,3,true",
    "3,Kiosk,CK-02,CK-BB-02,3,false",
    "3,Kiosk,CK-02,CK-BB-02,9,true",
    "9,Kiosk,CK-02,CK-BB-02,9,true",
    "9,Kiosk,CK-02,CK-BB-03,9,false",
    "5,Kiosk,CK-02,CK-BB-02,7,true",
    "5,Other,CK-02,CK-BB-02,5,false",
    "7,Other,0CK-01,CK-BB-02,7,true",
    "7,Other,CK-02,CK-BB-02,7,false"
  })
  void findsProductsThatOneDeviceWouldMatch(
      int number, String family, String sku, String variant, int otherNumber, boolean overlap) {
    MachineInfo info = new MachineInfo("Contoso", family, "ContosoKiosk", sku, "Arrow", variant);
    DeviceModel a = model("A", number, info);
    DeviceModel b = model("B", otherNumber, kiosk());

    assertThat(ModelOverlap.check(a, List.of(b)))
        .extracting(Finding::code)
        .isEqualTo(overlap ? List.of("UC2205") : List.of());
    assertThat(ModelOverlap.check(b, List.of(a))).hasSize(overlap ? 1 : 0);
  }

  @Test
  void aNewRevisionOfAProductDoesNotOverlapItself() {
    DeviceModel a = model("A", 3, kiosk());

    assertThat(ModelOverlap.check(a, List.of(a))).isEmpty();
  }

  private static MachineInfo kiosk() {
    return ProductDocumentTest.kiosk().smbios();
  }

  private static DeviceModel model(String name, int match, MachineInfo info) {
    DeviceModel k = ProductDocumentTest.kiosk();
    return new DeviceModel(
        new ProductName(name),
        k.arch(),
        k.edition(),
        k.servicing(),
        k.codeIntegrityRoots(),
        k.baselineOs(),
        k.baselineOcp(),
        info,
        match,
        k.rings());
  }
}
