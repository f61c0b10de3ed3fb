package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.DeviceExplanationJson;
import dev.updatecenter.app.api.DeviceExplanationJson.ProductJson;
import dev.updatecenter.app.api.DeviceExplanationJson.ReleaseStandingJson;
import dev.updatecenter.app.api.DeviceExplanationJson.StateJson;
import dev.updatecenter.app.api.ci.CleanText;
import dev.updatecenter.app.jobs.view.DeviceExplanation.Explained;
import dev.updatecenter.app.jobs.view.DeviceFacts;
import dev.updatecenter.app.jobs.view.ReleaseStanding;
import dev.updatecenter.stage.offer.OfferDecision;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Prints why a device is, or is not, offered something. */
final class DeviceExplanationPrinter {
  private final Output output;

  DeviceExplanationPrinter(Output output) {
    this.output = output;
  }

  static DeviceExplanationJson json(List<Explained> explained) {
    return new DeviceExplanationJson(
        1,
        explained.get(0).facts().device().device().toString(),
        explained.get(0).at().toString(),
        explained.stream().map(DeviceExplanationPrinter::product).toList());
  }

  private static ProductJson product(Explained e) {
    OfferDecision decision = e.decision();
    return new ProductJson(
        e.facts().device().product().value(),
        e.facts().ring().value(),
        state(e.facts()),
        e.signedAt().map(Instant::toString).orElse(null),
        decision.wireName(),
        decision.release().map(Object::toString).orElse(null),
        decision instanceof OfferDecision.Install install ? install.packages().size() : 0,
        decision.reasons(),
        e.releases().stream().map(DeviceExplanationPrinter::release).toList(),
        Output.json(e.findings()));
  }

  private static StateJson state(DeviceFacts facts) {
    return new StateJson(
        facts.os().toString(),
        facts.ocp().toString(),
        facts.release().map(Object::toString).orElse(null),
        facts.source().wireName(),
        facts.reportedAt().map(Instant::toString).orElse(null));
  }

  private static ReleaseStandingJson release(ReleaseStanding standing) {
    return new ReleaseStandingJson(
        standing.version().toString(),
        standing.state(),
        standing.share().orElse(null),
        standing.position().orElse(null),
        standing.sentences());
  }

  void print(DeviceExplanationJson json, List<Explained> explained) {
    output.line("device " + json.device());
    for (int i = 0; i < explained.size(); i++) {
      print(json.at(), json.products().get(i));
      output.findings(explained.get(i).findings());
    }
  }

  private void print(String at, ProductJson p) {
    output.line("  " + p.product() + ", ring " + p.ring() + ", at " + Moment.of(at));
    output.line("  " + runs(p.state()));
    String about = p.release() == null ? "" : " " + p.release();
    String packages = p.packages() == 0 ? "" : ", packages to install: " + p.packages();
    output.line("  " + p.decision() + about + packages);
    p.reasons().forEach(r -> output.line("    " + CleanText.line(r)));
    for (ReleaseStandingJson release : p.releases()) {
      output.line("  release " + release.version() + " is " + standing(release));
      release.sentences().forEach(s -> output.line("    " + CleanText.line(s)));
    }
    if (p.rolloutSignedAt() != null) {
      output.line("  as the rollout says that was signed at " + Moment.of(p.rolloutSignedAt()));
    }
  }

  private static String runs(StateJson state) {
    String versions = "runs OS " + state.os() + " and OCP " + state.ocp();
    return switch (state.source()) {
      case "reported" ->
          versions + ", as it said at " + Moment.of(Objects.requireNonNull(state.reportedAt()));
      case "baseline" ->
          "never reported: taken to have its image's OS " + state.os() + " and OCP " + state.ocp();
      default -> versions + " or later, by the release it had installed";
    };
  }

  private static String standing(ReleaseStandingJson release) {
    BigDecimal share = release.share();
    BigDecimal position = release.position();
    if (share == null || position == null) {
      return "not offered to the ring";
    }
    return release.state()
        + " at "
        + percent(share)
        + " of the ring; this device is in from "
        + percent(position);
  }

  private static String percent(BigDecimal fraction) {
    BigDecimal percent = fraction.movePointRight(2).stripTrailingZeros();
    return percent.toPlainString() + " %";
  }
}
