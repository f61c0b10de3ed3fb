package dev.updatecenter.capability.devicemodel;

import java.util.OptionalInt;

/**
 * Everything that computer hardware ids are made of.
 *
 * @param machineInfo the six strings
 * @param bios the firmware's fields
 * @param enclosureType the raw byte of type 3, offset 05h, lock bit included
 */
public record SmbiosFields(MachineInfo machineInfo, BiosInfo bios, OptionalInt enclosureType) {
  /** Fields of a device of which only the six strings are known. */
  public static SmbiosFields of(MachineInfo machineInfo) {
    return new SmbiosFields(machineInfo, BiosInfo.NONE, OptionalInt.empty());
  }
}
