package dev.updatecenter.app.jobs;

import dev.updatecenter.capability.devicemodel.BuiltPackage;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.kernel.core.RingName;
import java.nio.file.Path;
import java.util.List;

/** Writes a first release.yaml in one fixed layout: the same build gives the same bytes. */
final class ReleaseYaml {
  /** A few devices of the lab: all of them, and none may fail. */
  private static final String LAB = "gate: { all: enrolled, maxFailures: 0, soak: 12h }";

  /** 95 % is proven by 73 devices without a failure (lower end of the 95 % Wilson interval). */
  private static final String SOME =
      "ramp: [ { share: 10%, after: 0h }, { share: 100%, after: 24h } ],\n"
          + "      gate: { minDevices: 80, soak: 24h, successLowerBound: 95%,"
          + " haltAboveFailures: 3% }";

  /** Every device in the market: somebody decides, and the first hundredth goes first. */
  private static final String MARKET =
      "start: manual, approvals: 1,\n"
          + "      ramp: [ { share: 1%, after: 0h }, { share: 10%, after: 24h },"
          + " { share: 100%, after: 72h } ],\n"
          + "      gate: { minDevices: 400, soak: 48h, successLowerBound: 97%,"
          + " haltAboveFailures: 2% }";

  private ReleaseYaml() {}

  /**
   * Writes the release of a package.
   *
   * @param folder where the document goes: its paths begin there
   */
  static String of(DeviceModel model, BuiltPackage built, Path folder) {
    StringBuilder rings = new StringBuilder();
    List<RingName> all = model.rings();
    for (int i = 0; i < all.size(); i++) {
      String settings = i == 0 ? LAB : i == all.size() - 1 ? MARKET : SOME;
      rings.append("  - { ring: \"%s\", %s }\n".formatted(all.get(i), settings));
    }
    return """
        # Written by 'ducctl product import' from the newest retail build. It is yours: edit it. An
        # import never changes a release.yaml that is there.
        apiVersion: updatecenter/v1
        kind: Release
        metadata: { product: "%s", version: "%s" }
        payload:
          ocp: "%s"
        requires: { os: ">=%s", ocp: ">=%s" }
        rings:
        %ssilentAfter: 24h
        """
        .formatted(
            model.product(),
            built.version(),
            relative(folder, built.cabinet()),
            model.baselineOs(),
            model.baselineOcp(),
            rings);
  }

  private static String relative(Path folder, Path file) {
    String path = folder.relativize(file).toString();
    // Only there is it no part of a name; YAML 1.2 5.7 reads both characters as they are then.
    String separated = path.replace(file.getFileSystem().getSeparator(), "/");
    return separated.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
