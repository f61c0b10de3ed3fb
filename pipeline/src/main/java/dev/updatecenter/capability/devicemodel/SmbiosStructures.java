package dev.updatecenter.capability.devicemodel;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The structures of a table that name the device: the first of each type, as Windows and fwupd take
 * them.
 *
 * @param system System Information, type 1; a sound table without it names no device
 * @param bios BIOS Information, type 0
 * @param baseboard Baseboard Information, type 2
 * @param enclosure System Enclosure, type 3
 */
record SmbiosStructures(
    Optional<SmbiosStructure> system,
    Optional<SmbiosStructure> bios,
    Optional<SmbiosStructure> baseboard,
    Optional<SmbiosStructure> enclosure) {
  MachineInfo machineInfo() {
    Map<SmbiosField, String> values = new EnumMap<>(SmbiosField.class);
    for (SmbiosField field : SmbiosField.values()) {
      holder(field).ifPresent(s -> values.put(field, s.string(field.offset())));
    }
    return MachineInfo.of(values);
  }

  // DSP0134 7.1
  BiosInfo biosInfo() {
    return bios.map(s -> new BiosInfo(s.string(0x04), s.string(0x05), s.u8(0x14), s.u8(0x15)))
        .orElse(BiosInfo.NONE);
  }

  // DSP0134 7.4, offset 05h: the raw byte, lock bit included, goes into hardware id 12.
  OptionalInt enclosureType() {
    return enclosure.map(s -> s.u8(0x05)).orElse(OptionalInt.empty());
  }

  Optional<SmbiosStructure> holder(SmbiosField field) {
    return field.ofSystem() ? system : baseboard;
  }
}
