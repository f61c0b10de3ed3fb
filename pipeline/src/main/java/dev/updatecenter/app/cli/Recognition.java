package dev.updatecenter.app.cli;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.MatchChoice;
import java.util.ArrayList;
import java.util.List;

/** Says by what devices of a product are recognized, and why by that. */
final class Recognition {
  private Recognition() {}

  static List<String> lines(DeviceModel model) {
    MatchChoice choice = MatchChoice.of(model);
    List<String> lines = new ArrayList<>();
    lines.add(
        "devices have HardwareID-"
            + choice.number()
            + " "
            + model.target().id()
            + " and board '"
            + model.target().baseboardProduct()
            + "': "
            + choice.why());
    choice.passedOver().forEach(p -> lines.add("not HardwareID-" + p.number() + ": " + p.why()));
    return lines;
  }
}
