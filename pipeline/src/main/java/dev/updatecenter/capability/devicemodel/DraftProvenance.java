package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.capability.devicemodel.Provenance.Guess;
import dev.updatecenter.capability.devicemodel.Provenance.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells where the values of a derived product.yaml come from, and which nobody said. */
final class DraftProvenance {
  private DraftProvenance() {}

  static Provenance of(
      DeviceModel model,
      Optional<Located> arch,
      Optional<Located> os,
      Optional<Located> ocp,
      Map<SmbiosField, Located> fields) {
    List<Taken> taken = new ArrayList<>();
    arch.ifPresent(at -> taken.add(taken(Fact.ARCHITECTURE, at)));
    os.ifPresent(at -> taken.add(taken(Fact.OS_VERSION, at)));
    ocp.ifPresent(at -> taken.add(taken(Fact.OCP_VERSION, at)));
    fields.forEach((field, at) -> taken.add(Provenance.taken(field.wireName(), at)));
    List<Guess> guessed = new ArrayList<>(usual(model));
    if (ocp.isEmpty()) {
      guessed.add(
          new Guess(
              Fact.OCP_VERSION.wireName(),
              model.baselineOcp().toString(),
              "the version that OEM custom packages begin at"));
    }
    return new Provenance(taken, guessed);
  }

  private static Taken taken(Fact fact, Located at) {
    return Provenance.taken(fact.wireName(), at);
  }

  /** What the kit's files never say. */
  private static List<Guess> usual(DeviceModel model) {
    return List.of(
        new Guess("edition", model.edition().wireName(), "the add-on kit builds IoT Core only"),
        new Guess(
            "servicing",
            model.servicing().wireName(),
            "no file says; it is the one with few changes"),
        new Guess(
            "codeIntegrity.roots", "[]", "no file says which roots the Device Guard policy names"),
        new Guess("match", "HardwareID-" + model.match(), MatchChoice.of(model).why()),
        new Guess("rings", model.rings().toString(), "the rings of Device Update Center"));
  }
}
