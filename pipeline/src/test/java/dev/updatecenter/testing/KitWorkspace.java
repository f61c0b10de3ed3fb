package dev.updatecenter.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A workspace as the add-on kit lays it out, to be spoiled: text by path.
 *
 * @param files what it holds
 */
public record KitWorkspace(Map<String, String> files) {
  /** The product's folder. */
  public static final String KIOSK = "Source-arm/Products/Kiosk/";

  /** What the kit exported. */
  public static final String MODEL = KIOSK + "IoTDeviceModel_Kiosk.xml";

  /** What the kit keeps. */
  public static final String SETTINGS = KIOSK + "KioskSettings.xml";

  /** What the firmware is built from. */
  public static final String CFG = "Source-arm/BSP/CK/Packages/CK.SMBIOS/SMBIOS.CFG";

  /** What was built. */
  public static final String OCP = "Build/arm/Kiosk/retail/10.0.2.0/Kiosk_OCP_10.0.2.0.cab";

  /** What people write. */
  public static final String PRODUCT = KIOSK + "product.yaml";

  /** Copies. */
  public KitWorkspace {
    files = Map.copyOf(files);
  }

  /** One product with everything, in which nothing is wrong. */
  public static KitWorkspace kiosk() {
    return new KitWorkspace(
        Map.of(
            "IoTWorkspace.xml",
            "<IoTWorkspace/>",
            MODEL,
            model("Contoso", "Kiosk", "CK-01", "CK-BB-02"),
            SETTINGS,
            settings("Contoso", "Kiosk", "CK-01", "CK-BB-02"),
            CFG,
            "01,04,S,\"Contoso\"\n01,05,S,\"Kiosk\"\n02,05,S,\"CK-BB-02\"\n",
            KIOSK + "policy.yaml",
            policy("Kiosk"),
            OCP,
            ""));
  }

  /** The same with a product.yaml. */
  public static KitWorkspace written() {
    return kiosk().with(PRODUCT, product("Kiosk", "CK-01"));
  }

  /** An IoTDeviceModel of arm. */
  public static String model(String manufacturer, String product, String sku, String board) {
    return """
        <?xml version="1.0" encoding="utf-8"?>
        <DeviceInventory SchemaVersion="1" BuildArch="arm" OSString="10.0.17763.1577" OCPString="10.0.0.0">
            <MachineInfo Manufacturer="%s" Family="Line" ProductName="%s" SKUNumber="%s" BaseboardManufacturer="Arrow" BaseboardProduct="%s" />
        </DeviceInventory>
        """
        .formatted(manufacturer, product, sku, board);
  }

  /** Settings of arm, built with CK. */
  public static String settings(String manufacturer, String product, String sku, String board) {
    return """
        <IoTProductSettings>
          <Name>%s</Name>
          <Arch>arm</Arch>
          <BSP>CK</BSP>
          <SMBIOS>
            <Manufacturer>%s</Manufacturer>
            <Family>Line</Family>
            <SKUNumber>%s</SKUNumber>
            <BaseboardManufacturer>Arrow</BaseboardManufacturer>
            <BaseboardProduct>%s</BaseboardProduct>
            <ProductName>%s</ProductName>
          </SMBIOS>
        </IoTProductSettings>
        """
        .formatted(product, manufacturer, sku, board, product);
  }

  /** A product.yaml that agrees with the kit's files. */
  public static String product(String name, String sku) {
    return """
        apiVersion: updatecenter/v1
        kind: Product
        metadata: { name: %s }
        deviceModel:
          arch: arm
          edition: iot-core
          servicing: ltsc
          baseline: { os: "10.0.17763.1577", ocp: "10.0.0.0" }
          smbios:
            manufacturer: Contoso
            family: Line
            productName: Kiosk
            skuNumber: %s
            baseboardManufacturer: Arrow
            baseboardProduct: CK-BB-02
          match: HardwareID-3
        rings: [ Preview, GeneralAvailability ]
        """
        .formatted(name, sku);
  }

  /** A policy of the lab. */
  public static String policy(String product) {
    return """
        apiVersion: updatecenter/v1
        kind: Policy
        metadata: { product: %s }
        profile: lab
        submitters:
          - { name: TEST, certificate: %s }
        """
        .formatted(product, "ab".repeat(32));
  }

  /** The same with a file more, or another. */
  public KitWorkspace with(String path, String text) {
    Map<String, String> changed = new TreeMap<>(files);
    changed.put(path, text);
    return new KitWorkspace(changed);
  }

  /** The same without a file. */
  public KitWorkspace without(String path) {
    Map<String, String> changed = new TreeMap<>(files);
    Objects.requireNonNull(changed.remove(path), path);
    return new KitWorkspace(changed);
  }

  /** What a file holds, which has to be there. */
  public String text(String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  /** The same with a text in a file replaced, which has to be there. */
  public KitWorkspace replace(String path, String from, String to) {
    String text = text(path);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(path + " holds no " + from);
    }
    return with(path, text.replace(from, to));
  }

  /** A second product beside, with everything that a product needs. */
  public KitWorkspace and(String name, String model) {
    String folder = "Source-arm/Products/" + name + "/";
    return with(folder + "IoTDeviceModel_" + name + ".xml", model)
        .with(folder + "policy.yaml", policy(name));
  }

  /** Writes it. */
  public Path write(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, file.getValue());
    }
    return folder;
  }
}
