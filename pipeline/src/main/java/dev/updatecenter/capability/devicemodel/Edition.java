package dev.updatecenter.capability.devicemodel;

/** The edition of Windows that a product runs. */
public enum Edition {
  /** Windows 10 IoT Core: drivers come inside the OEM custom package. */
  IOT_CORE("iot-core"),
  /** Windows 10 IoT Enterprise: loads only drivers that Microsoft signed. */
  IOT_ENTERPRISE("iot-enterprise");

  private final String wireName;

  Edition(String wireName) {
    this.wireName = wireName;
  }

  /** The name in product.yaml. */
  public String wireName() {
    return wireName;
  }
}
