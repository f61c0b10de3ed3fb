package dev.updatecenter.capability.devicemodel;

import java.util.Optional;

/**
 * The six SMBIOS strings that a device model is registered by (DSP0134 7.2 System Information, 7.3
 * Baseboard Information).
 */
public enum SmbiosField {
  /** Who makes the device. */
  MANUFACTURER("manufacturer", "Manufacturer", 1, 0x04),
  /** The line of products it belongs to. */
  FAMILY("family", "Family", 1, 0x1A),
  /** The device model. */
  PRODUCT_NAME("productName", "ProductName", 1, 0x05),
  /** The sold configuration. */
  SKU_NUMBER("skuNumber", "SKUNumber", 1, 0x19),
  /** Who makes the board. */
  BASEBOARD_MANUFACTURER("baseboardManufacturer", "BaseboardManufacturer", 2, 0x04),
  /** The hardware variant. */
  BASEBOARD_PRODUCT("baseboardProduct", "BaseboardProduct", 2, 0x05);

  private final String wireName;
  private final String kitName;
  private final int type;
  private final int offset;

  SmbiosField(String wireName, String kitName, int type, int offset) {
    this.wireName = wireName;
    this.kitName = kitName;
    this.type = type;
    this.offset = offset;
  }

  /** The name in JSON and product.yaml. */
  public String wireName() {
    return wireName;
  }

  /** The name in the add-on kit's XML files, as element or attribute. */
  public String kitName() {
    return kitName;
  }

  /** The type of the structure that holds it. */
  public int structureType() {
    return type;
  }

  /** Where in the structure its string number stands. */
  public int offset() {
    return offset;
  }

  /** Whether the OEM licence asks for it: all but the board's manufacturer. */
  public boolean required() {
    return this != BASEBOARD_MANUFACTURER;
  }

  /** Whether it belongs to the System Information structure, whose text the licence restricts. */
  public boolean ofSystem() {
    return type == 1;
  }

  /** The field whose string number stands at that offset of that structure, if it is one of six. */
  static Optional<SmbiosField> at(int structureType, int offset) {
    for (SmbiosField field : values()) {
      if (field.type == structureType && field.offset == offset) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
