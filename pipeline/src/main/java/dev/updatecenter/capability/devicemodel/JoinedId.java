package dev.updatecenter.capability.devicemodel;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text that an id of a model is the hash of: fields joined with {@code &}. A field that holds a
 * {@code &} itself makes it the text of several devices; all of them have the id.
 */
final class JoinedId {
  /** After that many, two models are taken for overlapping: no name needs so many. */
  private static final int MOST_STEPS = 20_000;

  private final List<SmbiosField> fields;
  private final List<Map<SmbiosField, String>> readings = new ArrayList<>();
  private int steps;

  private JoinedId(List<SmbiosField> fields) {
    this.fields = fields;
  }

  static JoinedId of(DeviceModel model) {
    List<SmbiosField> fields = ComputerHardwareIds.fields(model.match());
    String text = fields.stream().map(f -> spelled(f, model)).collect(Collectors.joining("&"));
    JoinedId id = new JoinedId(fields);
    id.read(text, 0, new EnumMap<>(SmbiosField.class), model);
    return id;
  }

  static String spelled(SmbiosField field, DeviceModel model) {
    return HardwareIdPart.valueOf(field.name()).of(SmbiosFields.of(model.smbios())).orElse("");
  }

  /** Whether some device has this id and the other one; its Baseboard Product is given. */
  boolean canBeOneDeviceWith(JoinedId other) {
    if (steps > MOST_STEPS || other.steps > MOST_STEPS) {
      return true;
    }
    List<SmbiosField> shared = fields.stream().filter(other.fields::contains).toList();
    Set<List<String>> ours = new HashSet<>();
    readings.forEach(reading -> ours.add(shared.stream().map(reading::get).toList()));
    return other.readings.stream()
        .anyMatch(reading -> ours.contains(shared.stream().map(reading::get).toList()));
  }

  /** Takes the fields from a position on in every way that the separators allow. */
  private void read(String text, int field, Map<SmbiosField, String> sofar, DeviceModel model) {
    if (++steps > MOST_STEPS) {
      return;
    }
    if (field == fields.size() - 1) {
      keep(text, field, sofar, model);
      return;
    }
    for (int end = text.indexOf('&'); end >= 0; end = text.indexOf('&', end + 1)) {
      sofar.put(fields.get(field), text.substring(0, end));
      read(text.substring(end + 1), field + 1, sofar, model);
    }
  }

  private void keep(String last, int field, Map<SmbiosField, String> sofar, DeviceModel model) {
    sofar.put(fields.get(field), last);
    // A device matches by its Baseboard Product besides, which is not hashed there.
    SmbiosField board = SmbiosField.BASEBOARD_PRODUCT;
    if (!sofar.containsKey(board) || sofar.get(board).equals(spelled(board, model))) {
      readings.add(new EnumMap<>(sofar));
    }
  }
}
