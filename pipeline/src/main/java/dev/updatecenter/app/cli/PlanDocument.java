package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.FindingJson;
import dev.updatecenter.app.api.OutlookJson;
import dev.updatecenter.app.api.OutlookRingJson;
import dev.updatecenter.app.jobs.Planning;
import dev.updatecenter.stage.planning.PlanFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A plan as it is printed and written: the same document.
 *
 * @param result what was planned
 * @param release release.yaml, as the user named it; empty for a flight
 * @param file where the plan is written; empty where it is only printed
 */
record PlanDocument(Planning.Result result, Optional<String> release, Optional<Path> file) {
  /** As JSON. */
  Map<String, Object> json() {
    return PlanFile.document(result.plan(), outlook().members(), source());
  }

  /** As the bytes of a file. */
  byte[] bytes() {
    return PlanFile.bytes(result.plan(), outlook().members(), source());
  }

  private OutlookJson outlook() {
    return new OutlookJson(
        result.at(),
        result.refused(),
        result.approvals(),
        result.approved(),
        result.rings().stream()
            .map(r -> OutlookRingJson.of(r.outlook(), r.automatic(), r.approvals()))
            .toList(),
        FindingJson.of(result.findings()));
  }

  /** Where release.yaml lies, as seen from the plan: both may move together. */
  private Optional<String> source() {
    return release.map(
        named -> {
          Path there = Path.of(named).toAbsolutePath().normalize();
          Path folder = file.orElse(Path.of("plan.json")).toAbsolutePath().normalize().getParent();
          return folder == null ? there.toString() : relative(folder, there);
        });
  }

  private static String relative(Path folder, Path there) {
    return java.util.Objects.equals(folder.getRoot(), there.getRoot())
        ? folder.relativize(there).toString()
        : there.toString();
  }
}
