package dev.updatecenter.capability.devicemodel;

import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

/** One ingredient of a computer hardware id, spelled as it goes into the hash. */
enum HardwareIdPart {
  MANUFACTURER,
  FAMILY,
  PRODUCT_NAME,
  SKU_NUMBER,
  BASEBOARD_MANUFACTURER,
  BASEBOARD_PRODUCT,
  BIOS_VENDOR,
  BIOS_VERSION,
  BIOS_MAJOR,
  BIOS_MINOR,
  ENCLOSURE;

  private static final char UNDECODABLE = '\uFFFD';

  /** Its spelling, or nothing when the field is absent or is not text. */
  Optional<String> of(SmbiosFields fields) {
    return switch (this) {
      case BIOS_VENDOR -> text(fields.bios().vendor());
      case BIOS_VERSION -> text(fields.bios().version());
      // Two digits, and these alone keep their leading zero.
      case BIOS_MAJOR -> number(fields.bios().major());
      case BIOS_MINOR -> number(fields.bios().minor());
      case ENCLOSURE -> number(fields.enclosureType()).map(HardwareIdPart::withoutLeadingZeros);
      default -> text(fields.machineInfo().get(SmbiosField.valueOf(name())));
    };
  }

  /** The one of the six strings that it is, if it is one. */
  Optional<SmbiosField> field() {
    return switch (this) {
      case BIOS_VENDOR, BIOS_VERSION, BIOS_MAJOR, BIOS_MINOR, ENCLOSURE -> Optional.empty();
      default -> Optional.of(SmbiosField.valueOf(name()));
    };
  }

  /** Whether it is one of the six strings and holds nothing but spaces. */
  boolean blank(MachineInfo info) {
    return field().map(field -> !info.has(field)).orElse(false);
  }

  private static Optional<String> text(String raw) {
    // Presence is decided here: "  " and "000" are there, and contribute nothing, as in fwupd.
    if (raw.isEmpty() || raw.indexOf(UNDECODABLE) >= 0) {
      return Optional.empty();
    }
    return Optional.of(withoutLeadingZeros(ComputerHardwareIds.trim(raw)));
  }

  private static Optional<String> number(OptionalInt value) {
    return value.isPresent()
        ? Optional.of(HexFormat.of().toHexDigits((byte) value.getAsInt()))
        : Optional.empty();
  }

  private static String withoutLeadingZeros(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) == '0') {
      i++;
    }
    return text.substring(i);
  }
}
