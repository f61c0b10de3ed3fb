package dev.updatecenter.app.jobs.expiry;

import java.time.Duration;
import java.util.Locale;

/** What can end, how early that is told, and how early it is an alarm. */
public enum ExpiryKind {
  /** The certificate that packages are signed with, and those above it. */
  RELEASE_CERTIFICATE(60, Lead.AS_ASKED),
  /** The certificate of a registered submitter. */
  SUBMITTER_CERTIFICATE(60, Lead.AS_ASKED),
  /** A metadata role whose key is offline. */
  METADATA(60, Lead.AS_ASKED),
  /** Rollout or snapshot: renewed by every {@code advance}. */
  RENEWED_METADATA(2, 2),
  /** The metadata timestamp: renewed by every {@code advance}. */
  METADATA_TIMESTAMP(1, 1),
  /** A certificate that timestamped published packages: they outlive it. */
  TIMESTAMP_AUTHORITY(60, Lead.NEVER),
  /** A trusted root. */
  TRUSTED_ROOT(60, Lead.AS_ASKED),
  /** A revocation list that somebody has to fetch. */
  REVOCATION_LIST(2, 2),
  /** A revocation list that is fetched when it is needed. */
  FETCHED_REVOCATION_LIST(0, 0),
  /** An OCSP answer that somebody has to fetch. */
  OCSP_ANSWER(1, 1),
  /** Signatures of published packages. */
  PACKAGES(60, Lead.AS_ASKED);

  /** Of an alarm. */
  private static final class Lead {
    private static final int AS_ASKED = Integer.MAX_VALUE;
    private static final int NEVER = -1;
  }

  private final Duration told;
  private final int alarmDays;

  ExpiryKind(int toldDays, int alarmDays) {
    this.told = Duration.ofDays(toldDays);
    this.alarmDays = alarmDays;
  }

  /** The word in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How long before the end it is told. */
  Duration told() {
    return told;
  }

  /** Whether its end is an alarm at all. */
  boolean alarms() {
    return alarmDays != Lead.NEVER;
  }

  /** How long before the end it is an alarm, when asked for {@code within}. */
  Duration alarm(Duration within) {
    Duration most = Duration.ofDays(alarmDays);
    return alarmDays == Lead.AS_ASKED || within.compareTo(most) < 0 ? within : most;
  }
}
