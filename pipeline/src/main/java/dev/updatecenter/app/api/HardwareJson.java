package dev.updatecenter.app.api;

import dev.updatecenter.capability.devicemodel.ComputerHardwareIds;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.capability.devicemodel.MatchChoice;
import dev.updatecenter.capability.devicemodel.SmbiosFields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What devices of a product are recognized by.
 *
 * @param match such as {@code HardwareID-3}
 * @param id its value
 * @param baseboardProduct what a device has besides
 * @param why it is that id
 * @param passedOver the more specific ids that it is not
 * @param hardwareIds every id that the registered fields make, by name
 */
public record HardwareJson(
    String match,
    String id,
    String baseboardProduct,
    String why,
    List<PassedOver> passedOver,
    Map<String, String> hardwareIds) {
  private static final String NAME = "HardwareID-";

  /** Copies, in order. */
  public HardwareJson {
    passedOver = List.copyOf(passedOver);
    hardwareIds = Collections.unmodifiableMap(new LinkedHashMap<>(hardwareIds));
  }

  /** A more specific id, and what stands against it. */
  public record PassedOver(String match, String why) {}

  /** The shape of a model's. */
  public static HardwareJson of(DeviceModel model) {
    HardwareTarget target = model.target();
    MatchChoice choice = MatchChoice.of(model);
    Map<String, String> ids = new LinkedHashMap<>();
    ComputerHardwareIds.of(SmbiosFields.of(model.smbios()))
        .forEach((number, id) -> ids.put(NAME + number, id.toString()));
    return new HardwareJson(
        NAME + target.number(),
        target.id().toString(),
        target.baseboardProduct(),
        choice.why(),
        choice.passedOver().stream().map(p -> new PassedOver(NAME + p.number(), p.why())).toList(),
        ids);
  }
}
