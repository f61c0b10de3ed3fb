package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.List;

/**
 * Reads {@code IoTDeviceModel_<product>.xml}, which the add-on kit's Export-IoTDeviceModel writes
 * (IoTProduct.ps1, CreateDeviceModel): {@code DeviceInventory} with {@code MachineInfo} inside.
 * What {@code schemas/IoTDeviceModel.xsd} refuses is a finding here, in words and at its place.
 */
public final class IotDeviceModelXml {
  private static final String SCHEMA_VERSION = "1";
  private static final String MACHINE_INFO = "MachineInfo";

  private static final List<String> INVENTORY_ATTRIBUTES =
      List.of("BuildArch", "OSString", "OCPString");
  private static final List<String> MACHINE_ATTRIBUTES =
      List.of("Manufacturer", "ProductName", "BaseboardProduct");

  private IotDeviceModelXml() {}

  /** Reads a file; what is wrong with it is among the findings. */
  public static DeclaredIdentity read(byte[] content, String file) {
    try {
      return of(KitXml.root(content, file), new KitXml(content, file));
    } catch (MalformedDocumentException e) {
      return DeclaredIdentity.unreadable(file, e.finding());
    }
  }

  private static DeclaredIdentity of(XmlElement root, KitXml kit) {
    if (!root.name().equals("DeviceInventory")) {
      kit.add(KitXml.notThatFile(root, "the root element is not DeviceInventory"));
      return kit.identity();
    }
    shape(root, kit);
    if (kit.faultless()) {
      required(root, INVENTORY_ATTRIBUTES, kit);
      root.children(MACHINE_INFO).forEach(m -> required(m, MACHINE_ATTRIBUTES, kit));
    }
    root.children(MACHINE_INFO).forEach(m -> misspelt(m, kit));
    kit.factOf(Fact.ARCHITECTURE, root, "BuildArch");
    kit.factOf(Fact.OS_VERSION, root, "OSString");
    kit.factOf(Fact.OCP_VERSION, root, "OCPString");
    for (SmbiosField field : SmbiosField.values()) {
      root.child(MACHINE_INFO).ifPresent(m -> kit.fieldOf(field, m));
    }
    return kit.identity();
  }

  private static void shape(XmlElement root, KitXml kit) {
    String version = root.attribute("SchemaVersion").orElse("");
    if (!version.equals(SCHEMA_VERSION)) {
      kit.add(KitXml.notThatFile(root, "SchemaVersion is '" + version + "', not 1"));
    }
    root.children().stream()
        .filter(child -> !child.name().equals(MACHINE_INFO))
        .forEach(
            c -> kit.add(KitXml.notThatFile(c, "there is an element " + c.name() + " inside")));
    if (root.child(MACHINE_INFO).isEmpty()) {
      kit.add(KitXml.notThatFile(root, "there is no MachineInfo"));
    }
    // Which of two a reader believes would be chance.
    root.children(MACHINE_INFO)
        .skip(1)
        .forEach(second -> kit.add(KitXml.notThatFile(second, "there is a second MachineInfo")));
  }

  /** Attributes unknown to the schema are read over; one in other letters would vanish so. */
  private static void misspelt(XmlElement machine, KitXml kit) {
    for (SmbiosField field : SmbiosField.values()) {
      String name = field.kitName();
      if (machine.attribute(name).isEmpty() && !MACHINE_ATTRIBUTES.contains(name)) {
        machine.attributes().keySet().stream()
            .filter(name::equalsIgnoreCase)
            .map(
                other ->
                    Finding.warning("UC2023", name, "MachineInfo has " + other + ", not " + name)
                        .at(machine.position())
                        .because("XML tells capitals apart: this attribute was not read.")
                        .fixedBy("Write " + name + ", or export the device model again."))
            .forEach(kit::add);
      }
    }
  }

  private static void required(XmlElement element, List<String> attributes, KitXml kit) {
    attributes.stream()
        .filter(name -> element.attribute(name).isEmpty())
        .forEach(
            name ->
                kit.add(
                    Finding.error("UC2023", name, element.name() + " has no attribute " + name)
                        .at(element.position())
                        .because("The kit writes it always; without it no device is described.")
                        .fixedBy("Export the device model again with Export-IoTDeviceModel.")));
  }
}
