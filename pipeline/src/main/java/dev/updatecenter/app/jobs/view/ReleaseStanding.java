package dev.updatecenter.app.jobs.view;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.offer.ShareBucket;
import dev.updatecenter.stage.reporting.DeviceVote;
import dev.updatecenter.stage.reporting.InstallOutcome;
import dev.updatecenter.stage.upkeep.RingDocuments;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How one release stands to a device.
 *
 * @param version the release
 * @param state {@code active}, {@code paused}, {@code halted}, or {@code notOffered}
 * @param share of the ring's devices; empty where it is not offered
 * @param position the share from which on the device is in; empty likewise
 * @param sentences what else there is to say
 */
public record ReleaseStanding(
    PackageVersion version,
    String state,
    Optional<BigDecimal> share,
    Optional<BigDecimal> position,
    List<String> sentences) {
  static final Comparator<ReleaseStanding> NEWEST_FIRST =
      Comparator.comparing(ReleaseStanding::version).reversed();

  private static final String NOT_OFFERED = "notOffered";
  private static final BigDecimal TWO_TO_64 = new BigDecimal(BigInteger.ONE.shiftLeft(64));
  private static final int DECIMALS = 6;

  /** Copies. */
  public ReleaseStanding {
    sentences = List.copyOf(sentences);
  }

  /** The releases that a ring offers. */
  static List<ReleaseStanding> offered(RingDocuments.View view, DeviceFacts facts) {
    List<ReleaseStanding> standings = new ArrayList<>();
    for (OfferRelease release : view.offer().map(Offer::releases).orElse(List.of())) {
      List<String> said =
          facts.vote(release.version()).map(ReleaseStanding::said).stream().toList();
      Optional<RolloutDocument.Release> entry =
          view.rollout().find(facts.ring(), release.version());
      standings.add(
          entry
              .map(e -> offered(release.version(), e, facts, said))
              .orElseGet(() -> notOffered(release.version(), said)));
    }
    return standings;
  }

  private static ReleaseStanding offered(
      PackageVersion version, RolloutDocument.Release entry, DeviceFacts facts, List<String> said) {
    long point = ShareBucket.point(entry.salt(), facts.device().device());
    BigDecimal position =
        new BigDecimal(new BigInteger(Long.toUnsignedString(point)))
            .divide(TWO_TO_64, DECIMALS, RoundingMode.CEILING);
    List<String> sentences = new ArrayList<>();
    if (!entry.reason().isEmpty()) {
      sentences.add("reason: " + entry.reason());
    }
    sentences.addAll(said);
    return new ReleaseStanding(
        version,
        entry.state().wireName(),
        Optional.of(entry.share().fraction()),
        Optional.of(position),
        sentences);
  }

  /** A release that the ring does not offer. */
  static ReleaseStanding notOffered(PackageVersion version, List<String> sentences) {
    return new ReleaseStanding(version, NOT_OFFERED, Optional.empty(), Optional.empty(), sentences);
  }

  /** The same with more to say. */
  ReleaseStanding with(List<String> more) {
    List<String> all = new ArrayList<>(sentences);
    all.addAll(more);
    return new ReleaseStanding(version, state, share, position, all);
  }

  private static String said(DeviceVote vote) {
    String code = vote.code().map(c -> " with " + c).orElse("");
    String outcome =
        vote.outcome().map(InstallOutcome::wireName).orElse(InstallOutcome.INSTALLING.wireName());
    return "the device said '%s'%s at %s"
        .formatted(outcome, code, vote.endedAt().or(vote::beganAt).orElseThrow());
  }
}
