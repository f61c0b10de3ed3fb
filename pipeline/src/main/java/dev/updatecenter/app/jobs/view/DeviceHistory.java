package dev.updatecenter.app.jobs.view;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.ledger.AuditEvent;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.reporting.DeviceVote;
import dev.updatecenter.stage.reporting.EnrolledDevice;
import dev.updatecenter.stage.reporting.LastState;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts together what was known of a device at an instant, from its votes and the audit log. */
final class DeviceHistory {
  private static final String ENROL = "enrol-device";

  private final Wiring wiring;
  private final DeviceModel model;
  private final List<PublishedRelease> releases;

  /**
   * A history of devices of one product.
   *
   * @param releases all that were published
   */
  DeviceHistory(Wiring wiring, DeviceModel model, List<PublishedRelease> releases) {
    this.wiring = wiring;
    this.model = model;
    this.releases = List.copyOf(releases);
  }

  /** What is known of a device as it is now. */
  DeviceFacts now(EnrolledDevice device, Instant now) {
    return facts(device, device.ring(), now);
  }

  /** What was known of it then. */
  DeviceFacts at(EnrolledDevice device, Instant at) {
    return facts(device, ringAt(device, at), at);
  }

  private DeviceFacts facts(EnrolledDevice device, RingName ring, Instant at) {
    List<DeviceVote> votes =
        wiring.reports().votes(model.product(), device.device()).stream()
            .filter(v -> v.isKnownAt(at))
            .toList();
    LastState last = wiring.reports().lastState(model.product(), device.device()).orElseThrow();
    if (last.at().filter(t -> !t.isAfter(at)).isPresent()) {
      return new DeviceFacts(
          device,
          ring,
          last.os().orElse(model.baselineOs()),
          last.ocp().orElse(model.baselineOcp()),
          last.release(),
          DeviceFacts.Source.REPORTED,
          last.at(),
          votes);
    }
    return earlier(device, ring, votes, at);
  }

  /** By what it had installed then: at least the versions that the release moved it to. */
  private DeviceFacts earlier(
      EnrolledDevice device, RingName ring, List<DeviceVote> votes, Instant at) {
    Optional<PublishedRelease> had =
        votes.stream()
            .filter(v -> v.succeededBy(at))
            .map(DeviceVote::release)
            .max(Comparator.naturalOrder())
            .flatMap(v -> releases.stream().filter(r -> r.version().equals(v)).findFirst());
    Optional<Instant> reported =
        votes.stream()
            .flatMap(v -> Stream.concat(v.endedAt().stream(), v.beganAt().stream()))
            .filter(t -> !t.isAfter(at))
            .max(Comparator.naturalOrder());
    return new DeviceFacts(
        device,
        ring,
        had.flatMap(PublishedRelease::os).orElse(model.baselineOs()),
        had.flatMap(PublishedRelease::ocp).orElse(model.baselineOcp()),
        had.map(PublishedRelease::version),
        had.isPresent() ? DeviceFacts.Source.EARLIER_REPORTS : DeviceFacts.Source.BASELINE,
        reported,
        votes);
  }

  /**
   * The last ring that the audit log has it enrolled in by then; where it has none, the present.
   */
  private RingName ringAt(EnrolledDevice device, Instant at) {
    Map<Long, RingName> intents = new HashMap<>();
    RingName ring = null;
    for (Iterator<AuditRecord> records = wiring.auditTrail().records(model.product());
        records.hasNext(); ) {
      AuditRecord record = records.next();
      if (!record.event().act().equals(ENROL)) {
        continue;
      }
      if (record.event() instanceof AuditEvent.Result result) {
        RingName enrolled = intents.remove(result.intent());
        boolean done = result.outcome() == AuditLog.Outcome.DONE;
        // Of a time before it was enrolled at all its first ring is told.
        if (enrolled != null && done && (ring == null || !record.at().isAfter(at))) {
          ring = enrolled;
        }
      } else if (device.device().toString().equals(record.facts().get("device"))) {
        intents.put(record.number(), new RingName(record.facts().getOrDefault("ring", "")));
      }
    }
    return Optional.ofNullable(ring).orElse(device.ring());
  }
}
