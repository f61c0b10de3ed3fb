package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.stage.signing.OemCustomPackageRebuilder;
import dev.updatecenter.stage.signing.SignedRelease;
import java.io.IOException;
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
      wiring.archive().keep(run.name(), run.submission().version(), ocp.get());
    }
    wiring.releasePublisher(run.product()).publish(release, run.lease());
    wiring.offers(run.product()).hint(run.product().model());
    wiring.trust().export();
    wiring.signedFiles(run.name()).sweep();
    new AuditCopy(wiring.privatePart()).write(run.name(), wiring.auditRecords(run.name()));
  }
}
