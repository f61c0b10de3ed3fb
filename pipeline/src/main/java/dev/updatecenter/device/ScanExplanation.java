package dev.updatecenter.device;

import dev.updatecenter.capability.tuf.Timestamp;
import dev.updatecenter.capability.tuf.TrustedMetadataSet;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.offer.RolloutDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code --explain} adds to the reasons: what was looked at, a line each. */
final class ScanExplanation {
  private ScanExplanation() {}

  static List<String> of(
      ScanRequest request,
      ProductName product,
      DeviceIdentity identity,
      RingView view,
      DeviceClock time) {
    List<String> lines = new ArrayList<>();
    lines.add("device " + identity.id() + " of " + product + " in ring " + request.ring());
    lines.add("it runs OS " + request.os() + " and OCP " + request.ocp());
    request
        .smbios()
        .hardwareIds()
        .forEach((number, id) -> lines.add("HardwareID-" + number + " is " + id));
    lines.add("Baseboard Product is " + request.smbios().machineInfo().baseboardProduct());
    lines.add("device time is " + time.instant());
    TrustedMetadataSet trusted = view.client().trusted();
    lines.add("root version " + trusted.root().version());
    Optional<Timestamp> timestamp = trusted.timestamp();
    timestamp.ifPresent(
        t -> lines.add("timestamp version " + t.version() + ", expires " + t.expires()));
    view.offer()
        .ifPresent(
            o -> lines.add("offer " + o.sha256() + ", releases " + o.content().releases().size()));
    view.rollout()
        .map(RingView.Document::content)
        .map(RolloutDocument::signedAt)
        .ifPresent(at -> lines.add("rollout signed at " + at));
    return lines;
  }
}
