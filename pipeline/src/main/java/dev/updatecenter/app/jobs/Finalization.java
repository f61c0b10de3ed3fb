package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.signing.OemCustomPackageRebuilder;
import dev.updatecenter.stage.signing.SignedRelease;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The last step of a submission: the archive, the names, the ledger. */
final class Finalization {
  private final SubmissionRun run;

  Finalization(SubmissionRun run) {
    this.run = run;
  }

  void execute() throws IOException {
    Wiring wiring = run.wiring();
    SignedRelease release = run.signed();
    Optional<OemCustomPackageRebuilder.Rebuilt> ocp = run.ocp(release);
    if (ocp.isPresent()) {
      wiring.publishing().archive().keep(run.name(), run.submission().version(), ocp.get());
    }
    Map<String, String> facts =
        Map.of(
            "version", run.submission().version().toString(),
            "submission", run.submission().digest().hex());
    AuditedAct.of(wiring.audit(), "publish-release", run.name(), facts, () -> publish(release));
    wiring.publishing().offers(run.product()).hint(run.product().model());
    wiring.trust().export();
    run.sweep();
  }

  private PublishedRelease publish(SignedRelease release) throws IOException {
    Wiring wiring = run.wiring();
    wiring.publishing().uploader().keep(release.packages(), wiring.clock());
    return wiring.publishing().releases(run.product()).publish(release, run.lease());
  }
}
