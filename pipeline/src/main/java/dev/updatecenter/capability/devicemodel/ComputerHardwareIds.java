package dev.updatecenter.capability.devicemodel;

import static dev.updatecenter.capability.devicemodel.HardwareIdPart.BASEBOARD_MANUFACTURER;
import static dev.updatecenter.capability.devicemodel.HardwareIdPart.BASEBOARD_PRODUCT;
import static dev.updatecenter.capability.devicemodel.HardwareIdPart.BIOS_MAJOR;
import static dev.updatecenter.capability.devicemodel.HardwareIdPart.BIOS_MINOR;
import static dev.updatecenter.capability.devicemodel.HardwareIdPart.BIOS_VENDOR;
import static dev.updatecenter.capability.devicemodel.HardwareIdPart.BIOS_VERSION;
import static dev.updatecenter.capability.devicemodel.HardwareIdPart.ENCLOSURE;
import static dev.updatecenter.capability.devicemodel.HardwareIdPart.FAMILY;
import static dev.updatecenter.capability.devicemodel.HardwareIdPart.MANUFACTURER;
import static dev.updatecenter.capability.devicemodel.HardwareIdPart.PRODUCT_NAME;
import static dev.updatecenter.capability.devicemodel.HardwareIdPart.SKU_NUMBER;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Computer hardware ids, as Windows (ComputerHardwareIds.exe) and fwupd compute them: a name-based
 * UUID over some SMBIOS fields joined with {@code &}. Pure.
 *
 * <p>Where it differs from fwupd on purpose: a string number without a string is an absent field in
 * any structure (fwupd sees an empty string in a structure that has none at all), and a table that
 * is cut off within a string gives no id of the half that is there.
 */
public final class ComputerHardwareIds {
  /**
   * The ids that a product may be targeted with: 11 and 14 are too wide; 0 to 2 and 12 hold numbers
   * whose spelling differs between tools.
   */
  public static final Set<Integer> TARGETABLE = Set.of(3, 4, 5, 6, 7, 8, 9, 10, 13);

  /** What each id is made of, by number (Microsoft, "Specifying Hardware IDs for a Computer"). */
  private static final List<List<HardwareIdPart>> RECIPES =
      List.of(
          List.of(
              MANUFACTURER,
              FAMILY,
              PRODUCT_NAME,
              SKU_NUMBER,
              BIOS_VENDOR,
              BIOS_VERSION,
              BIOS_MAJOR,
              BIOS_MINOR),
          List.of(
              MANUFACTURER,
              FAMILY,
              PRODUCT_NAME,
              BIOS_VENDOR,
              BIOS_VERSION,
              BIOS_MAJOR,
              BIOS_MINOR),
          List.of(MANUFACTURER, PRODUCT_NAME, BIOS_VENDOR, BIOS_VERSION, BIOS_MAJOR, BIOS_MINOR),
          List.of(
              MANUFACTURER,
              FAMILY,
              PRODUCT_NAME,
              SKU_NUMBER,
              BASEBOARD_MANUFACTURER,
              BASEBOARD_PRODUCT),
          List.of(MANUFACTURER, FAMILY, PRODUCT_NAME, SKU_NUMBER),
          List.of(MANUFACTURER, FAMILY, PRODUCT_NAME),
          List.of(MANUFACTURER, SKU_NUMBER, BASEBOARD_MANUFACTURER, BASEBOARD_PRODUCT),
          List.of(MANUFACTURER, SKU_NUMBER),
          List.of(MANUFACTURER, PRODUCT_NAME, BASEBOARD_MANUFACTURER, BASEBOARD_PRODUCT),
          List.of(MANUFACTURER, PRODUCT_NAME),
          List.of(MANUFACTURER, FAMILY, BASEBOARD_MANUFACTURER, BASEBOARD_PRODUCT),
          List.of(MANUFACTURER, FAMILY),
          List.of(MANUFACTURER, ENCLOSURE),
          List.of(MANUFACTURER, BASEBOARD_MANUFACTURER, BASEBOARD_PRODUCT),
          List.of(MANUFACTURER));

  private ComputerHardwareIds() {}

  /**
   * All ids whose fields are all present.
   *
   * @return id by number, 0..14; unmodifiable
   */
  public static SortedMap<Integer, UUID> of(SmbiosFields fields) {
    Map<HardwareIdPart, String> spelled = spelled(fields);
    HardwareIdHash hash = new HardwareIdHash();
    SortedMap<Integer, UUID> ids = new TreeMap<>();
    for (int number = 0; number < RECIPES.size(); number++) {
      int key = number;
      of(recipe(number), spelled, hash).ifPresent(id -> ids.put(key, id));
    }
    return Collections.unmodifiableSortedMap(ids);
  }

  /**
   * One id, from the six strings alone; ids 0, 1, 2 and 12 need more and are never there.
   *
   * @throws IllegalArgumentException for a number outside 0..14
   */
  public static Optional<UUID> of(int number, MachineInfo info) {
    return of(recipe(number), spelled(SmbiosFields.of(info)), new HardwareIdHash());
  }

  /** The one of the six fields that an id is made of. */
  static List<SmbiosField> fields(int number) {
    return recipe(number).stream()
        .flatMap(part -> part.field().stream())
        .collect(Collectors.toUnmodifiableList());
  }

  /** Those of an id's six fields that are absent, blank, or cannot be spelled. */
  static List<SmbiosField> absent(int number, MachineInfo info) {
    SmbiosFields fields = SmbiosFields.of(info);
    return recipe(number).stream()
        .filter(part -> part.of(fields).map(t -> part.blank(info)).orElse(true))
        .flatMap(part -> part.field().stream())
        .toList();
  }

  /** Without leading spaces and trailing ASCII space, as fwupd: a tab counts at the begin only. */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    while (to > from && " \t\n\f\r".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  /** What is present, in the spelling that is hashed. */
  private static Map<HardwareIdPart, String> spelled(SmbiosFields fields) {
    Map<HardwareIdPart, String> spelled = new EnumMap<>(HardwareIdPart.class);
    for (HardwareIdPart part : HardwareIdPart.values()) {
      part.of(fields).ifPresent(text -> spelled.put(part, text));
    }
    return spelled;
  }

  private static Optional<UUID> of(
      List<HardwareIdPart> recipe, Map<HardwareIdPart, String> spelled, HardwareIdHash hash) {
    if (!spelled.keySet().containsAll(recipe)) {
      return Optional.empty();
    }
    String joined = recipe.stream().map(spelled::get).collect(Collectors.joining("&"));
    // HardwareID-14 of a manufacturer "000" would be the id of nothing at all: there is none.
    return joined.isEmpty() ? Optional.empty() : Optional.of(hash.of(joined));
  }

  private static List<HardwareIdPart> recipe(int number) {
    if (number < 0 || number >= RECIPES.size()) {
      throw new IllegalArgumentException("a computer hardware id is numbered 0..14: " + number);
    }
    return RECIPES.get(number);
  }
}
