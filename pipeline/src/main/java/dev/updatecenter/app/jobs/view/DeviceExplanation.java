package dev.updatecenter.app.jobs.view;

import dev.updatecenter.app.jobs.Products;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.offer.DeviceState;
import dev.updatecenter.stage.offer.HaltMemory;
import dev.updatecenter.stage.offer.OfferDecision;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.reporting.EnrolledDevice;
import dev.updatecenter.stage.upkeep.RingDocuments;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a device is, or is not, offered something: decided by the code that devices run, with what
 * the device last said of itself, on the documents that are published.
 */
public final class DeviceExplanation {
  private final Wiring wiring;

  /** Explains out of a home and its store; changes neither. */
  public DeviceExplanation(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * An explanation.
   *
   * @param facts what is known of the device
   * @param at of which moment
   * @param signedAt when the rollout was signed that it goes by; empty where there is none
   * @param decision what the device would be told
   * @param releases how each release stands to it, newest first
   * @param findings what is wrong with the documents themselves
   */
  public record Explained(
      DeviceFacts facts,
      Instant at,
      Optional<Instant> signedAt,
      OfferDecision decision,
      List<ReleaseStanding> releases,
      List<Finding> findings) {
    /** Copies. */
    public Explained {
      releases = List.copyOf(releases);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Explains one device.
   *
   * @param at a moment of the past; empty for now
   * @throws UpdateCenterException exit 2 for a moment to come, exit 5 when nothing is kept from
   *     then, exit 11 when what is published cannot be verified, exit 14 when it cannot be read
   */
  public Explained explain(EnrolledDevice device, Optional<Instant> at) {
    Instant now = wiring.clock().instant();
    if (at.filter(now::isBefore).isPresent()) {
      throw future(at.get());
    }
    RegisteredProduct product = Products.require(wiring, device.product());
    List<PublishedRelease> releases = wiring.releases().list(device.product());
    DeviceHistory history = new DeviceHistory(wiring, product.model(), releases);
    DeviceFacts facts = at.isPresent() ? history.at(device, at.get()) : history.now(device, now);
    Instant moment = at.orElse(now);
    Optional<RingDocuments.View> view = view(device.product(), facts.ring(), at);
    Rollout decided = wiring.flights().rollout(device.product());
    // How often releases were resumed is known of the present alone.
    HaltMemory halts =
        at.isPresent() ? HaltMemory.NONE : PublishedState.halts(decided, facts.ring());
    DeviceState state = facts.state(product.model(), releases, moment, halts);
    List<ReleaseStanding> standings = new ArrayList<>();
    view.ifPresent(v -> standings.addAll(ReleaseStanding.offered(v, facts)));
    List<Finding> findings = new ArrayList<>();
    view.flatMap(v -> PublishedState.expired(v, facts, moment)).ifPresent(findings::add);
    if (at.isEmpty()) {
      GateWords gates = new GateWords(wiring, product);
      standings.replaceAll(s -> s.with(gates.gate(facts.ring(), s.version())));
      standings.addAll(gates.notYet(facts.ring(), releases, standings));
      standings.sort(ReleaseStanding.NEWEST_FIRST);
      PublishedState.differs(decided, view, facts).ifPresent(findings::add);
    }
    Optional<Instant> signedAt = view.map(v -> v.rollout().signedAt());
    return new Explained(
        facts, moment, signedAt, decide(view, state, facts.ring()), standings, findings);
  }

  private static OfferDecision decide(
      Optional<RingDocuments.View> view, DeviceState state, RingName ring) {
    return view.flatMap(
            v ->
                v.offer()
                    .map(
                        offer ->
                            OfferDecision.decide(
                                offer, v.offerDigest().orElseThrow(), v.rollout(), state)))
        .orElseGet(
            () ->
                new OfferDecision.Nothing(
                    Optional.empty(), List.of("nothing was flighted to " + ring)));
  }

  private Optional<RingDocuments.View> view(
      ProductName product, RingName ring, Optional<Instant> at) {
    try {
      Optional<byte[]> root = wiring.publishing().trustedRoot(product);
      if (root.isEmpty()) {
        return Optional.empty();
      }
      RingDocuments documents = new RingDocuments(product, root.get(), wiring.store());
      if (at.isEmpty()) {
        return documents.live(ring);
      }
      Optional<RingDocuments.View> then = documents.at(ring, at.get());
      if (then.isEmpty()) {
        throw notKept(product, at.get());
      }
      return then;
    } catch (TufVerificationException e) {
      throw unusable(product, ExitCode.UNTRUSTED, e);
    } catch (IOException e) {
      throw unusable(product, ExitCode.DISK, e);
    }
  }

  private static UpdateCenterException future(Instant at) {
    return UpdateCenterException.error("UC7033", ExitCode.USAGE, "this moment is still to come")
        .where("--at " + at)
        .why("what devices will be offered is decided when they ask")
        .fix("leave --at out for now; 'ducctl plan' says what a flight would change")
        .state("nothing was changed")
        .build();
  }

  private static UpdateCenterException notKept(ProductName product, Instant at) {
    return UpdateCenterException.error(
            "UC7032", ExitCode.NOT_FOUND, "no rollout of " + product + " is kept from then")
        .where("--at " + at)
        .why("nothing was flighted yet, or 'repo gc' let the documents of that time go")
        .fix("name a later moment; 'ducctl audit export' says who changed what before")
        .state("nothing was changed")
        .build();
  }

  private static UpdateCenterException unusable(ProductName product, ExitCode exit, Exception e) {
    return UpdateCenterException.error(
            "UC7036", exit, "what is published of " + product + " cannot be used")
        .why(String.valueOf(e.getMessage()))
        .fix("'ducctl repo verify' says what is wrong in which file")
        .state("nothing was changed")
        .cause(e)
        .build();
  }
}
