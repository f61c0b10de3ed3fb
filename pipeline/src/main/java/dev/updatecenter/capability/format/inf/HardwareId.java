package dev.updatecenter.capability.format.inf;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a hardware or compatible id may look like ("Hardware IDs", "Device identification strings").
 */
final class HardwareId {
  // MAX_DEVICE_ID_LEN is 200 with the NUL.
  private static final int MAX_LENGTH = 199;
  private static final Pattern USB = vendorAndDevice("USB", "VID_", "PID_");
  private static final Pattern PCI = vendorAndDevice("PCI", "VEN_", "DEV_");

  private HardwareId() {}

  /** What is wrong with an id, to be read behind it. */
  static Optional<String> fault(String id) {
    if (id.length() > MAX_LENGTH) {
      return Optional.of("has more than " + MAX_LENGTH + " characters");
    }
    // Plug and Play refuses ids with characters below 21h, above 7Fh, and commas.
    if (id.chars().anyMatch(c -> c <= 0x20 || c > 0x7F || c == ',')) {
      return Optional.of("has a blank or a character that no id may have");
    }
    if (id.indexOf('/') >= 0) {
      return Optional.of("has a slash where a backslash is meant");
    }
    if (id.startsWith("\\") || id.endsWith("\\")) {
      return Optional.of("names a bus without a device, or a device without a bus");
    }
    boolean usb = startsWith(id, "USB\\") && !USB.matcher(id).matches();
    boolean pci = startsWith(id, "PCI\\") && !PCI.matcher(id).matches();
    if (usb || pci) {
      return Optional.of("does not give vendor and device as four hexadecimal digits");
    }
    return Optional.empty();
  }

  private static boolean startsWith(String id, String bus) {
    return id.regionMatches(true, 0, bus, 0, bus.length());
  }

  /** Where a vendor is given, it and the device behind it have four digits each. */
  private static Pattern vendorAndDevice(String bus, String vendor, String device) {
    String digits = "[0-9A-F]{4}";
    String behind = "(&(?!" + device + ").*|&" + device + digits + "(&.*)?)?";
    return Pattern.compile(
        bus + "\\\\(" + vendor + digits + behind + "|(?!" + vendor + ").*)",
        Pattern.CASE_INSENSITIVE);
  }
}
