package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.Proposal;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.Ceremony;
import dev.updatecenter.stage.publishing.CeremonyDesk;
import dev.updatecenter.stage.publishing.MetadataAct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes back what key holders signed, and publishes what is complete. */
public final class CeremonyImport {
  private final Wiring wiring;

  /** Over the home of a wiring. */
  public CeremonyImport(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * How one question stands.
   *
   * @param ceremony with every signature that was collected
   * @param published whether devices see it now
   * @param next what to do; empty for nothing
   */
  public record Result(Ceremony ceremony, boolean published, Optional<String> next) {
    /** Whether nobody has to sign any more, and the command that asked for it goes on. */
    public boolean readyForCommand() {
      return ceremony.proposal().missing() == 0
          && ceremony.act().kind() == MetadataAct.Kind.PUBLISH;
    }
  }

  /**
   * Collects the signatures of copies of what was exported.
   *
   * @param copies of one product
   * @throws UpdateCenterException UC5068, exit 6, for what is not asked any more; UC5066, exit 11,
   *     for a signature of a key that is not asked
   */
  public List<Result> run(RegisteredProduct product, List<Ceremony> copies, Lease lease) {
    CeremonyDesk desk = wiring.publishing().metadata(product).ceremonies();
    Map<RoleName, Ceremony> collected = new LinkedHashMap<>();
    for (Ceremony copy : copies) {
      Ceremony asked =
          Optional.ofNullable(collected.get(copy.role()))
              .or(() -> desk.current(copy.role()))
              .filter(kept -> kept.proposal().digest().equals(copy.proposal().digest()))
              .orElseThrow(() -> stale(copy));
      collected.put(copy.role(), asked.with(asked.proposal().with(copy.proposal())));
    }
    lease.check();
    collected.values().forEach(each -> keep(desk, each));
    return finish(product, List.copyOf(collected.values()), lease);
  }

  private void keep(CeremonyDesk desk, Ceremony ceremony) {
    Proposal proposal = ceremony.proposal();
    Map<String, String> facts =
        Map.of(
            "role",
            ceremony.role().value(),
            "digest",
            proposal.digest().hex(),
            "signers",
            proposal.signers().stream().map(ContentDigest::hex).collect(Collectors.joining(" ")));
    AuditedAct.of(
        wiring.audit(),
        "collect-signatures",
        ceremony.product(),
        facts,
        () -> {
          desk.keep(ceremony);
          return true;
        });
  }

  private List<Result> finish(RegisteredProduct product, List<Ceremony> collected, Lease lease) {
    Map<MetadataAct, String> open = new LinkedHashMap<>();
    for (Ceremony each : collected) {
      if (each.proposal().missing() == 0) {
        open.computeIfAbsent(each.act(), act -> finish(product, act, lease));
      }
    }
    List<Result> results = new ArrayList<>();
    for (Ceremony each : collected) {
      boolean complete = each.proposal().missing() == 0;
      String next =
          complete ? open.getOrDefault(each.act(), "") : "let its other key holders sign";
      boolean published = complete && next.isEmpty();
      results.add(
          new Result(each, published, Optional.of(next).filter(text -> !text.isEmpty())));
    }
    return results;
  }

  /** What is left to do; nothing where it is published. */
  private String finish(RegisteredProduct product, MetadataAct act, Lease lease) {
    try {
      switch (act.kind()) {
        case PUBLISH -> {
          return "run the command again that asked for it";
        }
        case RENEW ->
            wiring
                .publishing()
                .metadata(product)
                .ceremonies()
                .renew(act.role().orElseThrow(), lease);
        case ROTATE ->
            new KeyRotation(wiring)
                .rotate(
                    product,
                    act.role().orElseThrow(),
                    wiring.configuration().keys().algorithm(),
                    lease);
      }
      return "";
    } catch (UpdateCenterException e) {
      if (e.exit() != ExitCode.APPROVAL) {
        throw e;
      }
      return e.getMessage() + ": " + e.fix();
    }
  }

  private static UpdateCenterException stale(Ceremony copy) {
    ProductName product = copy.product();
    return UpdateCenterException.error(
            "UC5068", ExitCode.CONFLICT, "this is not what is to be signed of " + copy.role() + " now")
        .where(product + ": " + copy.proposal().fileName() + ", digest " + copy.proposal().digest())
        .why("it was never asked for by this home, or what is published has gone on since")
        .fix("export it again, and let its key holders sign that")
        .state("nothing was collected or published")
        .build();
  }
}
