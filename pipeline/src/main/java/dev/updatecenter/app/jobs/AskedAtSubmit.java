package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.submission.ReleaseManifest.WaiverRequest;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.SubmissionValidator.Preview;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Notes about what only a home knows: its ledger, its keys, its people's approvals. */
final class AskedAtSubmit {
  private AskedAtSubmit() {}

  static Set<Finding> of(ReleaseManifest manifest, Optional<Policy> policy, Preview preview) {
    Set<Finding> notes = new LinkedHashSet<>();
    notes.add(
        note(
            manifest,
            manifest.version().toString(),
            "that the version rises is asked at submit",
            "which versions are published is not known offline"));
    notes.add(
        note(
            manifest,
            manifest.product().value(),
            "that the product is registered, and as it is described here, is asked at submit",
            "offline the model and the policy are those that lie beside the release"));
    notes.add(
        note(
            manifest,
            "publishers",
            "certificates registered or retired are asked at submit",
            "offline only the submitters of policy.yaml are known"));
    notes.add(
        note(
            manifest,
            "signing",
            "the signing certificate and MSIX publishers are asked at submit",
            "offline no signing key is opened"));
    int approvals = policy.map(p -> SigningApprovals.needed(p, manifest)).orElse(0);
    if (approvals > 0) {
      notes.add(
          note(
              manifest,
              "approvals",
              "the approvals that signing needs (" + approvals + ") are asked at submit",
              "policy.yaml asks for them, and approvals are kept in a home"));
    }
    preview.waivers().forEach(w -> notes.add(waiver(w)));
    return notes;
  }

  private static Finding note(
      ReleaseManifest manifest, String subject, String message, String why) {
    return Finding.note("UC3298", subject, message).at(manifest.source()).because(why);
  }

  private static Finding waiver(WaiverRequest waiver) {
    return Finding.note(
            "UC1023",
            waiver.rule(),
            "this waiver counts at submit once " + waiver.by() + " has approved it")
        .at(waiver.position())
        .because("offline nobody's approval is known: what it covers is let pass here")
        .fixedBy("have " + waiver.by() + " approve the release's plan");
  }
}
