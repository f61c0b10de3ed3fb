package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.ReleaseManifest.WaiverRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies the waivers that a release asks for, as far as the product's policy lets it. */
final class Waivers {
  private Waivers() {}

  static List<Finding> apply(Examination examination, List<Finding> findings) {
    LocalDate today = LocalDate.ofInstant(examination.now(), ZoneOffset.UTC);
    List<Finding> result = new ArrayList<>();
    List<WaiverRequest> granted = new ArrayList<>();
    for (WaiverRequest request : examination.submission().manifest().waivers()) {
      refusal(request, examination.policy(), today)
          .ifPresentOrElse(result::add, () -> granted.add(request));
    }
    for (Finding finding : findings) {
      result.add(
          granted.stream().anyMatch(w -> covers(w, finding)) ? finding.waivedNow() : finding);
    }
    return result;
  }

  private static Optional<Finding> refusal(
      WaiverRequest request, Optional<Policy> policy, LocalDate today) {
    if (request.until().isBefore(today)) {
      return Optional.of(
          Finding.error("UC1021", request.rule(), "this waiver ended on " + request.until())
              .at(request.position())
              .because("an expired waiver lets nothing pass")
              .fixedBy("mend the finding, or agree on a new end"));
    }
    if (policy.isEmpty() || !policy.get().allowsWaiver(request.rule(), request.by())) {
      return Optional.of(
          Finding.error(
                  "UC1022",
                  request.rule(),
                  request.by() + " may not waive " + request.rule() + " for this product")
              .at(request.position())
              .because("policy.yaml says which codes may be waived, and by whom")
              .fixedBy("mend the finding, or have the policy changed"));
    }
    // A waiver counts once its `by` has approved the plan's digest; approvals come with plans.
    return Optional.of(
        Finding.error("UC1023", request.rule(), "this waiver has no approval by " + request.by())
            .at(request.position())
            .because("a waiver counts once the person it names has approved the plan's digest")
            .fixedBy("mend the finding: this version of the program does not take approvals yet"));
  }

  /** By code, and by place: the path itself, what lies below it, what a cabinet there holds. */
  static boolean covers(WaiverRequest waiver, Finding finding) {
    return waiver.rule().equals(finding.code())
        && waiver
            .path()
            .map(path -> isAt(path, finding.subject()) || isAt(path, finding.file()))
            .orElse(true);
  }

  private static boolean isAt(String path, @Nullable String place) {
    if (place == null || !place.startsWith(path)) {
      return false;
    }
    String rest = place.substring(path.length());
    return rest.isEmpty() || path.endsWith("/") || rest.startsWith("/") || rest.startsWith("!");
  }
}
