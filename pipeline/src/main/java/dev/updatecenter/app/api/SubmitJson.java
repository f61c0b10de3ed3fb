package dev.updatecenter.app.api;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.UpdateSubmission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code submit}.
 *
 * @param state {@code published}, {@code revised}, {@code unchanged}, {@code validated}, {@code
 *     signed}, {@code refused}, or {@code waiting} where nothing but approvals is missing
 * @param product null, like version, when the document cannot be read
 * @param submission the submission's digest, hex; null when it was not taken in
 * @param plan the digest of its plan, hex: what people approve; null where it has none
 * @param release null when refused, waiting, validated or signed
 * @param approvals how far the approvals of the plan are; null where none are waited for
 */
public record SubmitJson(
    int schemaVersion,
    String state,
    @Nullable String product,
    @Nullable String version,
    @Nullable String submission,
    @Nullable String plan,
    @Nullable ReleaseJson release,
    List<FindingJson> findings,
    @Nullable ApprovalsJson approvals) {

  /** Copies. */
  public SubmitJson {
    findings = List.copyOf(findings);
  }

  /** What was taken in and is validated or signed, and no more. */
  public static SubmitJson stopped(
      String state, UpdateSubmission submission, Optional<ContentDigest> plan) {
    return new SubmitJson(
        1,
        state,
        submission.product().value(),
        submission.version().toString(),
        submission.digest().hex(),
        plan.map(ContentDigest::hex).orElse(null),
        null,
        List.of(),
        null);
  }

  /** What became of a release that is published now. */
  public static SubmitJson published(
      String state, PublishedRelease release, Optional<ContentDigest> plan) {
    ReleaseJson json = ReleaseJson.of(release);
    return new SubmitJson(
        1,
        state,
        release.product().value(),
        json.version(),
        json.submission(),
        plan.map(ContentDigest::hex).orElse(null),
        json,
        List.of(),
        null);
  }
}
