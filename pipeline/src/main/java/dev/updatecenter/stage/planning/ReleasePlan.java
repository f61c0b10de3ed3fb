package dev.updatecenter.stage.planning;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.submission.ReleaseManifest.HaltOnErrors;
import dev.updatecenter.stage.submission.ReleaseManifest.WaiverRequest;
import dev.updatecenter.stage.submission.RingSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a release is to be signed, published and flighted: its content by the submission's digest,
 * and all that release.yaml, product.yaml and policy.yaml say beside it. Any edit that changes what
 * one of them says is another plan; comments and layout of release.yaml are not.
 *
 * @param product whose
 * @param version the release's
 * @param submission digest of payload, metadata and requires
 * @param notes what people are told
 * @param failOn the severity that refuses
 * @param waivers what is let pass, in the order of release.yaml
 * @param rings how each ring is flighted, in the order of release.yaml
 * @param silentAfter when a device that began to install counts as lost
 * @param haltOnErrors error codes that halt at once
 * @param policy digest of the policy.yaml that is registered
 * @param model digest of the product.yaml that is registered
 */
public record ReleasePlan(
    ProductName product,
    PackageVersion version,
    ContentDigest submission,
    String notes,
    Severity failOn,
    List<WaiverRequest> waivers,
    List<RingSettings> rings,
    Duration silentAfter,
    Optional<HaltOnErrors> haltOnErrors,
    ContentDigest policy,
    ContentDigest model)
    implements BoundPlan {
  /** Stands in {@code bound.plan}. */
  static final String WORD = "release";

  /** Copies. */
  public ReleasePlan {
    waivers = List.copyOf(waivers);
    rings = List.copyOf(rings);
  }

  /** The plan of a release.yaml under a policy and a model. */
  public static ReleasePlan of(
      ReleaseManifest manifest,
      ContentDigest submission,
      ContentDigest policy,
      ContentDigest model) {
    return new ReleasePlan(
        manifest.product(),
        manifest.version(),
        submission,
        manifest.notes(),
        manifest.failOn(),
        manifest.waivers(),
        manifest.rings(),
        manifest.silentAfter(),
        manifest.haltOnErrors(),
        policy,
        model);
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public Map<String, Object> bound() {
    Map<String, Object> bound = new LinkedHashMap<>();
    bound.put("plan", WORD);
    bound.put("product", product.value());
    bound.put("version", version.toString());
    bound.put("submission", submission.hex());
    bound.put("notes", notes);
    bound.put("failOn", failOn.wireName());
    bound.put("waivers", waivers.stream().map(ReleasePlan::waiver).toList());
    bound.put("rings", RingTerms.all(rings));
    bound.put("silentAfterMillis", silentAfter.toMillis());
    haltOnErrors.ifPresent(
        h -> bound.put("haltOnErrors", Map.of("codes", h.codes(), "devices", h.devices())));
    bound.put("policy", policy.hex());
    bound.put("model", model.hex());
    return bound;
  }

  private static Map<String, Object> waiver(WaiverRequest waiver) {
    Map<String, Object> terms = new LinkedHashMap<>();
    terms.put("rule", waiver.rule());
    waiver.path().ifPresent(path -> terms.put("path", path));
    terms.put("reason", waiver.reason());
    terms.put("by", waiver.by());
    terms.put("until", waiver.until().toString());
    return terms;
  }
}
