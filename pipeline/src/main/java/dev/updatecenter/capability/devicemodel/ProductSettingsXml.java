package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.Optional;

/**
 * Reads {@code <product>Settings.xml}, which the add-on kit keeps for each product: {@code
 * IoTProductSettings} with {@code Name}, {@code Arch}, {@code BSP} and {@code SMBIOS}.
 */
public final class ProductSettingsXml {
  private ProductSettingsXml() {}

  /** Reads a file; what is wrong with it is among the findings. */
  public static DeclaredIdentity read(byte[] content, String file) {
    try {
      return of(KitXml.root(content, file), new KitXml(content, file));
    } catch (MalformedDocumentException e) {
      return DeclaredIdentity.unreadable(file, e.finding());
    }
  }

  private static DeclaredIdentity of(XmlElement root, KitXml kit) {
    if (!root.name().equals("IoTProductSettings")) {
      kit.add(KitXml.notThatFile(root, "the root element is not IoTProductSettings"));
      return kit.identity();
    }
    kit.factOfChild(Fact.PRODUCT, root, "Name");
    kit.factOfChild(Fact.ARCHITECTURE, root, "Arch");
    kit.factOfChild(Fact.BSP, root, "BSP");
    Optional<XmlElement> smbios = root.child("SMBIOS");
    if (smbios.isEmpty()) {
      kit.add(KitXml.notThatFile(root, "there is no SMBIOS"));
    }
    for (SmbiosField field : SmbiosField.values()) {
      smbios.flatMap(s -> s.child(field.kitName())).ifPresent(e -> kit.field(field, e));
    }
    return kit.identity();
  }
}
