package dev.updatecenter.app.jobs;

import dev.updatecenter.app.jobs.expiry.Expiry;
import dev.updatecenter.app.jobs.expiry.KeyExpiry;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.MetadataPublication;
import dev.updatecenter.stage.publishing.Refresh;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renews the online roles of every product, and tells what it could not mend. */
public final class Refreshing {
  /** A timestamp is good for so long, so the next refresh comes before that. */
  private static final Duration NEXT = Duration.ofDays(3);

  private final Wiring wiring;
  private final boolean trustClock;

  /**
   * Over the home of a wiring.
   *
   * @param trustClock whether somebody vouches for this machine's clock, where what is published
   *     was signed by one that was ahead
   */
  public Refreshing(Wiring wiring, boolean trustClock) {
    this.wiring = wiring;
    this.trustClock = trustClock;
  }

  /**
   * What came of one product.
   *
   * @param renewed whether its metadata was renewed
   * @param near what ends within 60 days, or is over, and is not renewed by this
   * @param failure why it was not renewed; empty where nothing failed
   */
  public record Result(
      ProductName product,
      boolean renewed,
      List<Expiry> near,
      Optional<UpdateCenterException> failure) {
    /** Copies. */
    public Result {
      near = List.copyOf(near);
    }

    /** How the process ends, as far as this product goes. */
    public ExitCode exit(Instant now) {
      boolean over = near.stream().anyMatch(each -> isOver(each, now));
      ExitCode failed = failure.map(UpdateCenterException::exit).orElse(ExitCode.DONE);
      return over && failed.code() < ExitCode.EXPIRED.code() ? ExitCode.EXPIRED : failed;
    }
  }

  /** Whether it has ended, or will have before the next refresh, or nobody can read it. */
  public static boolean isOver(Expiry each, Instant now) {
    return each.ends().filter(end -> end.isAfter(now.plus(NEXT))).isEmpty();
  }

  /** Tries every product that is published, whatever becomes of the others. */
  public List<Result> run() {
    List<Result> results = new ArrayList<>();
    for (RegisteredProduct product : wiring.models().list()) {
      result(product).ifPresent(results::add);
    }
    return results;
  }

  private Optional<Result> result(RegisteredProduct product) {
    ProductName name = product.model().product();
    try {
      if (wiring.store().head(Refresh.timestamp(name)).isEmpty()) {
        return Optional.empty();
      }
      try (Lease lease = wiring.leases().acquire(name, "refresh")) {
        boolean renewed = renewed(product, lease);
        return Optional.of(new Result(name, renewed, near(product), Optional.empty()));
      }
    } catch (UpdateCenterException e) {
      return Optional.of(new Result(name, false, nearIfReadable(product), Optional.of(e)));
    }
  }

  private boolean renewed(RegisteredProduct product, Lease lease) {
    Refresh refresh = wiring.publishing().offers(product).refresh();
    MetadataPublication metadata = wiring.publishing().metadata(product);
    if (!trustClock || !metadata.isAhead()) {
      return refresh.now(lease);
    }
    Map<String, String> facts =
        Map.of(
            "clock", wiring.clock().instant().toString(),
            "expires", metadata.timestampExpires().map(Instant::toString).orElse(""));
    return AuditedAct.of(
        wiring.audit(),
        "trust-clock",
        product.model().product(),
        facts,
        () -> refresh.trustingClock().now(lease));
  }

  private List<Expiry> nearIfReadable(RegisteredProduct product) {
    try {
      return near(product);
    } catch (UpdateCenterException unreadable) {
      return List.of(); // The failure itself is told.
    }
  }

  private List<Expiry> near(RegisteredProduct product) {
    Instant now = wiring.clock().instant();
    return new KeyExpiry(wiring)
        .metadata(product).stream()
            .filter(
                each ->
                    each.state(now) == Expiry.State.SOON
                        || each.state(now) == Expiry.State.EXPIRED
                        || each.state(now) == Expiry.State.UNKNOWN)
            .toList();
  }
}
