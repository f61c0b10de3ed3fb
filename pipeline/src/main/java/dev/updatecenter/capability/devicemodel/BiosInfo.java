package dev.updatecenter.capability.devicemodel;

import java.util.OptionalInt;

/**
 * The firmware's own fields (DSP0134 7.1 BIOS Information); the empty string is an absent field.
 *
 * @param vendor offset 04h
 * @param version offset 05h
 * @param major System BIOS Major Release, offset 14h, 0..255; absent from tables before 2.4
 * @param minor System BIOS Minor Release, offset 15h, 0..255; absent from tables before 2.4
 */
public record BiosInfo(String vendor, String version, OptionalInt major, OptionalInt minor) {
  /** No firmware information at all. */
  public static final BiosInfo NONE =
      new BiosInfo("", "", OptionalInt.empty(), OptionalInt.empty());
}
