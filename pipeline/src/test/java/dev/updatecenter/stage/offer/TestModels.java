package dev.updatecenter.stage.offer;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.Edition;
import dev.updatecenter.capability.devicemodel.MachineInfo;
import dev.updatecenter.capability.devicemodel.Servicing;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import java.util.List;

/** Device models as tests want them. */
public final class TestModels {
  private TestModels() {}

  /** The kiosk of the sample, as it leaves the factory. */
  public static DeviceModel kiosk() {
    return new DeviceModel(
        new ProductName("ContosoKiosk"),
        Architecture.ARM,
        Edition.IOT_CORE,
        Servicing.LTSC,
        List.of(),
        PackageVersion.parse("10.0.17763.1577"),
        PackageVersion.parse("10.0.0.0"),
        new MachineInfo("Contoso", "Kiosk", "ContosoKiosk", "CK-01", "Arrow", "CK-BB-02"),
        3,
        DeviceModel.DEFAULT_RINGS);
  }
}
