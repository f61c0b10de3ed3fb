package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Xml;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.Optional;

/**
 * Reads {@code IoTDeviceModel_<product>.xml}, which the add-on kit's Export-IoTDeviceModel writes
 * (IoTProduct.ps1, CreateDeviceModel): {@code DeviceInventory} with {@code MachineInfo} inside.
 */
public final class IotDeviceModelXml {
  private static final String SCHEMA_VERSION = "1";

  private IotDeviceModelXml() {}

  /** Reads a file; what is wrong with it is among the findings. */
  public static DeclaredIdentity read(byte[] content, String file) {
    try {
      return of(Xml.read(content, file), file);
    } catch (MalformedDocumentException e) {
      return DeclaredIdentity.unreadable(file, e.finding());
    }
  }

  private static DeclaredIdentity of(XmlElement root, String file) {
    KitXml kit = new KitXml(file);
    if (!root.name().equals("DeviceInventory")) {
      return DeclaredIdentity.unreadable(
          file, KitXml.notThatFile(root, "the root element is not DeviceInventory"));
    }
    String version = root.attribute("SchemaVersion").orElse("");
    if (!version.equals(SCHEMA_VERSION)) {
      kit.add(KitXml.notThatFile(root, "SchemaVersion is '" + version + "', not 1"));
    }
    kit.fact(Fact.ARCHITECTURE, root, "BuildArch");
    kit.fact(Fact.OS_VERSION, root, "OSString");
    kit.fact(Fact.OCP_VERSION, root, "OCPString");
    Optional<XmlElement> machine = root.child("MachineInfo");
    if (machine.isEmpty()) {
      kit.add(KitXml.notThatFile(root, "there is no MachineInfo"));
    }
    for (SmbiosField field : SmbiosField.values()) {
      machine.ifPresent(m -> kit.field(field, m.attribute(field.kitName()), m));
    }
    return kit.identity();
  }
}
