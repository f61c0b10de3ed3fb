package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.ExpectedPlan;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.planning.PlanFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code submit} was given: a release.yaml, or a plan that says where it lies.
 *
 * @param release the release.yaml
 * @param plan the plan that is meant; empty for whatever it is
 */
record PlannedRelease(Path release, Optional<ExpectedPlan> plan) {
  /**
   * Tells one from the other by content.
   *
   * @param digest of the plan that is meant, where that is said too
   * @throws UpdateCenterException exit 2 for the plan of a flight, or of another digest
   */
  static PlannedRelease of(Path document, Optional<String> digest) throws IOException {
    Optional<ExpectedPlan> said = digest.map(d -> ExpectedPlan.of(digest(d)));
    if (!Files.isRegularFile(document)) {
      return new PlannedRelease(document, said);
    }
    byte[] content = read(document);
    if (!PlanFile.isPlan(content)) {
      return new PlannedRelease(document, said);
    }
    PlanFile plan = PlanFile.read(content, document.toString());
    if (!plan.word().equals("release")) {
      throw wrong(document, "it plans a " + plan.word(), "'ducctl flight … --plan FILE' takes it");
    }
    if (said.isPresent() && !said.get().digest().equals(plan.digest())) {
      throw wrong(
          document, "--plan is another one's digest", "name the file or the digest, not two plans");
    }
    Path source =
        document.resolveSibling(
            plan.source()
                .orElseThrow(
                    () ->
                        wrong(
                            document,
                            "it does not say where release.yaml lies",
                            "'ducctl submit RELEASE.yaml --plan " + plan.digest() + "' does it")));
    return new PlannedRelease(source, Optional.of(ExpectedPlan.of(plan)));
  }

  /** The plan of a flight that {@code --plan} names, by its file or its digest. */
  static Optional<ExpectedPlan> ofFlight(Optional<String> named) throws IOException {
    return named.isEmpty() ? Optional.empty() : Optional.of(ofFlight(named.get()));
  }

  private static ExpectedPlan ofFlight(String named) throws IOException {
    Path file = Path.of(named);
    if (!Files.isRegularFile(file)) {
      return ExpectedPlan.of(digest(named));
    }
    PlanFile plan = PlanFile.read(read(file), named);
    if (!plan.word().equals("flight")) {
      throw wrong(file, "it plans a " + plan.word(), "'ducctl submit FILE' takes it");
    }
    return ExpectedPlan.of(plan);
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(PlanFile.MAX_BYTES);
    }
  }

  private static ContentDigest digest(String text) {
    try {
      return ContentDigest.ofHex(text);
    } catch (IllegalArgumentException e) {
      throw wrong(
          Path.of(text),
          "a plan is named by its file, or by 64 hex digits in lower case",
          "copy its digest from 'ducctl plan' or 'ducctl status'");
    }
  }

  private static UpdateCenterException wrong(Path where, String why, String fix) {
    return UpdateCenterException.error(
            "UC4117", ExitCode.USAGE, "this plan is none for this command")
        .where(where)
        .why(why)
        .fix(fix)
        .state("nothing was done")
        .build();
  }
}
