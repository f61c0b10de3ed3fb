package dev.updatecenter.capability.devicemodel;

/** How long and with what Microsoft services the product's Windows. */
public enum Servicing {
  /** Long-term: security and quality updates only, for ten years. */
  LTSC("ltsc"),
  /** Feature updates twice a year. */
  SEMI_ANNUAL("semi-annual");

  private final String wireName;

  Servicing(String wireName) {
    this.wireName = wireName;
  }

  /** The name in product.yaml. */
  public String wireName() {
    return wireName;
  }
}
