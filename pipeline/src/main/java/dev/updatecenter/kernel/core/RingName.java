package dev.updatecenter.kernel.core;

/**
 * The name of a flight ring, as in {@code Preview}.
 *
 * @param value matches {@code [A-Za-z][A-Za-z0-9._-]{0,63}} and is not a reserved word
 */
public record RingName(String value) implements Comparable<RingName> {
  /** A limited set of devices, mostly in the lab. */
  public static final RingName PREVIEW = new RingName("Preview");

  /** A moderate number of devices, self-host too. */
  public static final RingName EARLY_ADOPTER = new RingName("EarlyAdopter");

  /** Every device in the market; the default of a device. */
  public static final RingName GENERAL_AVAILABILITY = new RingName("GeneralAvailability");

  /** Refuses a name that could not be published. */
  public RingName {
    ProductName.require(value, "ring");
  }

  @Override
  public int compareTo(RingName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
