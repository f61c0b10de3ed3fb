package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.document.Explanation;
import dev.updatecenter.stage.submission.ReleaseManifest.WaiverRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The waivers that a release asks for, as far as time and the product's policy let them count. */
final class Waivers {
  /** Said only where the certificate that would sign is known. */
  private static final String PUBLISHER = "UC3210";

  private final List<WaiverRequest> requests;
  private final Severity failOn;
  private final Optional<Policy> policy;
  private final LocalDate today;
  private final boolean signs;

  private Waivers(
      List<WaiverRequest> requests,
      Severity failOn,
      Optional<Policy> policy,
      LocalDate today,
      boolean signs) {
    this.requests = requests;
    this.failOn = failOn;
    this.policy = policy;
    this.today = today;
    this.signs = signs;
  }

  /** Those of a submission, on the day of the examination in UTC. */
  static Waivers of(Examination examination) {
    return new Waivers(
        examination.submission().manifest().waivers(),
        examination.submission().manifest().failOn(),
        examination.policy(),
        LocalDate.ofInstant(examination.now(), ZoneOffset.UTC),
        !examination.signing().isEmpty());
  }

  /**
   * What was found before anything is waived.
   *
   * @param ofFiles about inputs as files: of them no error is waived, for what is damaged, missing
   *     or somewhere else has hashes, paths and versions that nobody knows
   * @param ofContent about what rules judge
   */
  record Found(List<Finding> ofFiles, List<Finding> ofContent) {
    List<Finding> fixed() {
      return ofFiles.stream().filter(f -> f.severity() == Severity.ERROR).toList();
    }

    List<Finding> open() {
      List<Finding> open =
          new ArrayList<>(ofFiles.stream().filter(f -> f.severity() != Severity.ERROR).toList());
      open.addAll(ofContent);
      return open;
    }
  }

  /**
   * What became of it.
   *
   * @param findings all that was found, with what is wrong with the waivers
   * @param allowed the waivers that count, or would if they were approved
   * @param awaited those that would let pass what refuses now, if they were approved
   */
  record Applied(
      List<Finding> findings, List<WaiverRequest> allowed, List<WaiverRequest> awaited) {}

  /**
   * With the approvals that there are.
   *
   * @param approvers the people whose approval of the plan counts
   */
  Applied approvedBy(Set<String> approvers, Found found) {
    List<Finding> all = new ArrayList<>();
    List<WaiverRequest> allowed = allowed(found, all);
    List<WaiverRequest> counting =
        allowed.stream().filter(w -> approvers.contains(w.by())).toList();
    List<Finding> left = waived(found.open(), counting);
    List<WaiverRequest> awaited = new ArrayList<>();
    for (WaiverRequest request : allowed) {
      if (!counting.contains(request)) {
        Severity weight = weight(request, left);
        all.add(unapproved(request, weight));
        if (weight == Severity.ERROR) {
          awaited.add(request);
        }
      }
    }
    all.addAll(found.fixed());
    all.addAll(left);
    return new Applied(all, counting, awaited);
  }

  /** As if every waiver that the policy allows were approved. */
  Applied approved(Found found) {
    List<Finding> all = new ArrayList<>();
    List<WaiverRequest> allowed = allowed(found, all);
    all.addAll(found.fixed());
    all.addAll(waived(found.open(), allowed));
    return new Applied(all, allowed, List.of());
  }

  private static List<Finding> waived(List<Finding> open, List<WaiverRequest> counting) {
    return open.stream()
        .map(f -> counting.stream().anyMatch(w -> covers(w, f)) ? f.waivedNow() : f)
        .toList();
  }

  /** Those that cover something and may; what is wrong with the others is reported. */
  private List<WaiverRequest> allowed(Found found, List<Finding> report) {
    List<WaiverRequest> allowed = new ArrayList<>();
    for (WaiverRequest request : requests) {
      refusal(request)
          .or(() -> useless(request, found))
          .ifPresentOrElse(report::add, () -> allowed.add(request));
    }
    return allowed;
  }

  private Optional<Finding> refusal(WaiverRequest request) {
    if (Explanation.of(request.rule()).isEmpty()) {
      return Optional.of(unknown(request));
    }
    if (request.until().isBefore(today)) {
      return Optional.of(
          Finding.error("UC1021", request.rule(), "this waiver ended on " + request.until())
              .at(request.position())
              .because("an expired waiver lets nothing pass")
              .fixedBy("mend the finding, or agree on a new end"));
    }
    if (UnwaivableCodes.contains(request.rule())) {
      return Optional.of(never(request));
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
    return Optional.empty();
  }

  private static Finding unknown(WaiverRequest request) {
    List<String> near = Explanation.nearest(request.rule());
    return Finding.warning("UC1063", request.rule(), "there is no code " + request.rule())
        .at(request.position())
        .because("no finding will ever have it: the waiver lets nothing pass")
        .fixedBy("copy the code from the finding; near are " + String.join(", ", near));
  }

  private static Finding never(WaiverRequest request) {
    return Finding.error("UC1022", request.rule(), "nobody may waive " + request.rule())
        .at(request.position())
        .because(
            "what is damaged, missing or in another place, and what is wrong with a signature, a"
                + " hash or a version, no policy lets pass")
        .fixedBy("mend the finding, and remove the waiver");
  }

  private Optional<Finding> useless(WaiverRequest request, Found found) {
    boolean askedLater = !signs && request.rule().equals(PUBLISHER);
    if (askedLater || found.open().stream().anyMatch(f -> covers(request, f))) {
      return Optional.empty();
    }
    if (found.fixed().stream().anyMatch(f -> covers(request, f))) {
      return Optional.of(never(request));
    }
    String where = request.path().map(p -> " at '" + p + "'").orElse("");
    return Optional.of(
        Finding.warning(
                "UC1062",
                request.rule(),
                "this waiver covers nothing: no " + request.rule() + where)
            .at(request.position())
            .because("a waiver that lies about lets a later fault pass that nobody looked at")
            .fixedBy("remove it, or mend its rule or path"));
  }

  /** What refuses nothing waits for nobody. */
  private Severity weight(WaiverRequest request, List<Finding> left) {
    boolean refusing =
        left.stream()
            .anyMatch(f -> !f.waived() && f.severity().atLeast(failOn) && covers(request, f));
    return refusing ? Severity.ERROR : Severity.NOTE;
  }

  private static Finding unapproved(WaiverRequest request, Severity weight) {
    return Finding.error("UC1023", request.rule(), "this waiver has no approval by " + request.by())
        .weighing(weight)
        .at(request.position())
        .because("a waiver counts once the person it names has approved the plan's digest")
        .fixedBy(
            "have "
                + request.by()
                + " approve the plan: 'submit' says its digest; or mend the finding");
  }

  /** By code, and by place: the path itself, what lies below it, what a cabinet there holds. */
  static boolean covers(WaiverRequest waiver, Finding finding) {
    return waiver.rule().equals(finding.code())
        && waiver
            .path()
            .map(Waivers::plain)
            .map(path -> isAt(path, finding.subject()) || isAt(path, finding.file()))
            .orElse(true);
  }

  private static boolean isAt(String path, @Nullable String written) {
    if (written == null || !plain(written).startsWith(path)) {
      return false;
    }
    String rest = plain(written).substring(path.length());
    return rest.isEmpty() || path.endsWith("/") || rest.startsWith("/") || rest.startsWith("!");
  }

  /** {@code ./apps/a.msix} and {@code apps/a.msix} are one place. */
  private static String plain(String path) {
    return path.startsWith("./") ? plain(path.substring(2)) : path;
  }
}
