package dev.updatecenter.capability.devicemodel;

import java.util.Map;

/**
 * The six strings that name a device, exactly as stored or declared, spaces included; the empty
 * string is an absent field.
 *
 * @param manufacturer type 1, offset 04h
 * @param family type 1, offset 1Ah
 * @param productName type 1, offset 05h: the device model
 * @param skuNumber type 1, offset 19h
 * @param baseboardManufacturer type 2, offset 04h
 * @param baseboardProduct type 2, offset 05h: the hardware variant
 */
public record MachineInfo(
    String manufacturer,
    String family,
    String productName,
    String skuNumber,
    String baseboardManufacturer,
    String baseboardProduct) {
  /** Gathers fields; those not in the map are absent. */
  public static MachineInfo of(Map<SmbiosField, String> values) {
    return new MachineInfo(
        values.getOrDefault(SmbiosField.MANUFACTURER, ""),
        values.getOrDefault(SmbiosField.FAMILY, ""),
        values.getOrDefault(SmbiosField.PRODUCT_NAME, ""),
        values.getOrDefault(SmbiosField.SKU_NUMBER, ""),
        values.getOrDefault(SmbiosField.BASEBOARD_MANUFACTURER, ""),
        values.getOrDefault(SmbiosField.BASEBOARD_PRODUCT, ""));
  }

  /** The value of a field; empty when absent. */
  public String get(SmbiosField field) {
    return switch (field) {
      case MANUFACTURER -> manufacturer;
      case FAMILY -> family;
      case PRODUCT_NAME -> productName;
      case SKU_NUMBER -> skuNumber;
      case BASEBOARD_MANUFACTURER -> baseboardManufacturer;
      case BASEBOARD_PRODUCT -> baseboardProduct;
    };
  }

  /** Whether a field holds more than spaces. */
  public boolean has(SmbiosField field) {
    return !ComputerHardwareIds.trim(get(field)).isEmpty();
  }
}
