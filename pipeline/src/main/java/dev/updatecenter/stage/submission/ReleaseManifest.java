package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.SourcePosition;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A release as its engineer describes it: release.yaml, checked and typed.
 *
 * @param source the document
 * @param product whose release it is
 * @param version the release's version
 * @param notes what people are told; may be empty
 * @param payload what it carries
 * @param requires what a device must already run
 * @param failOn the severity that refuses
 * @param waivers findings that are let pass, each with a reason and an end
 * @param rings how each ring is flighted, in order
 * @param silentAfter when a device that began to install counts as lost
 * @param haltOnErrors error codes that halt at once
 * @param ringPlaces where each ring is written, by its name
 * @param identity digest of what makes the submission: metadata, payload and requires as written
 */
public record ReleaseManifest(
    SourcePosition source,
    ProductName product,
    PackageVersion version,
    String notes,
    Payload payload,
    Requirements requires,
    Severity failOn,
    List<WaiverRequest> waivers,
    List<RingSettings> rings,
    Duration silentAfter,
    Optional<HaltOnErrors> haltOnErrors,
    Map<String, SourcePosition> ringPlaces,
    ContentDigest identity) {
  /** Copies. */
  public ReleaseManifest {
    waivers = List.copyOf(waivers);
    rings = List.copyOf(rings);
    ringPlaces = Map.copyOf(ringPlaces);
  }

  /** Where a ring is written. */
  public SourcePosition placeOf(RingName ring) {
    return ringPlaces.getOrDefault(ring.value(), source);
  }

  /**
   * A request to let a finding pass.
   *
   * @param rule the finding's code
   * @param path the input it is about; empty for any
   * @param reason why
   * @param by who vouches for it
   * @param until the last day it holds
   * @param position where it is written
   */
  public record WaiverRequest(
      String rule,
      Optional<String> path,
      String reason,
      String by,
      LocalDate until,
      SourcePosition position) {}

  /**
   * Error codes that halt a ring.
   *
   * @param codes as devices report them, such as {@code 0x800B010A}
   * @param devices how many devices have to report one
   */
  public record HaltOnErrors(List<String> codes, int devices) {
    /** Copies. */
    public HaltOnErrors {
      codes = List.copyOf(codes);
    }
  }
}
