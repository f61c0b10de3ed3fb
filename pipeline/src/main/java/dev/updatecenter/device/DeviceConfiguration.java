package dev.updatecenter.device;

import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * {@code device.json}: what a device knows of the update center when it leaves the factory, besides
 * whom it trusts. Unknown keys are ignored; an unknown major {@code schemaVersion} is refused.
 *
 * @param product whose device it is
 * @param base where everything is published
 * @param reports where reports go
 * @param ring the ring it is in
 * @param hardware what the devices of the product are recognized by
 */
public record DeviceConfiguration(
    ProductName product, URI base, URI reports, RingName ring, HardwareTarget hardware) {
  /** What the document is called. */
  public static final String FILE = "device.json";

  private static final String KIND = "DeviceConfiguration";
  private static final int SCHEMA_VERSION = 1;

  /** The document; the same configuration gives the same text. */
  public String toJson() {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("number", hardware.number());
    target.put("id", hardware.id().toString());
    target.put("baseboardProduct", hardware.baseboardProduct());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("kind", KIND);
    json.put("product", product.value());
    json.put("base", base.toString());
    json.put("reports", reports.toString());
    json.put("ring", ring.value());
    json.put("hardware", target);
    return Json.text(json) + "\n";
  }

  /**
   * Reads the document.
   *
   * @param file its name in messages
   */
  public static DeviceConfiguration read(byte[] content, String file)
      throws MalformedDocumentException {
    Fields fields = Fields.document(content, file, KIND, SCHEMA_VERSION);
    Fields hardware = fields.object("hardware");
    int number = (int) hardware.integer("number", 3, 13);
    UUID id = hardware.value("id", UUID::fromString);
    return new DeviceConfiguration(
        fields.value("product", ProductName::new),
        fields.value("base", BaseAddress::parse),
        fields.value("reports", BaseAddress::parse),
        fields.value("ring", RingName::new),
        hardware.value("baseboardProduct", board -> new HardwareTarget(number, id, board)));
  }
}
