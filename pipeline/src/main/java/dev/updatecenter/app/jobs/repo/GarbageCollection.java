package dev.updatecenter.app.jobs.repo;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.publishing.MetadataChange;
import dev.updatecenter.stage.publishing.ReleaseRoles;
import dev.updatecenter.stage.upkeep.gc.GarbageCollector;
import dev.updatecenter.stage.upkeep.gc.GarbagePlan;
import dev.updatecenter.stage.upkeep.gc.GarbagePlan.Deletion;
import dev.updatecenter.stage.upkeep.gc.GarbagePlan.Withdrawal;
import dev.updatecenter.stage.upkeep.gc.GarbagePlanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Deletes what nobody can want any more from the store of a home. */
public final class GarbageCollection {
  private static final String HOLDER = "repo gc";

  private final Wiring wiring;

  /** Collects by a wiring. */
  public GarbageCollection(Wiring wiring) {
    this.wiring = wiring;
  }

  /** What a collection would do; changes nothing and takes no lease. */
  public GarbagePlan plan() {
    NeededHere home = new NeededHere(wiring);
    return new GarbagePlanner(
            wiring.store(),
            home,
            wiring.configuration().retention(),
            wiring.clock(),
            wiring.progress())
        .plan(home.needs());
  }

  /**
   * Collects, holding the lease of every product of the home: none of its publishers runs
   * meanwhile.
   *
   * @return what was done
   */
  public GarbagePlan run() {
    Deque<Lease> held = new ArrayDeque<>();
    Map<ProductName, Lease> leases = new LinkedHashMap<>();
    try {
      Set<ProductName> names = new TreeSet<>(Set.of(ProductName.HOME));
      wiring.models().list().forEach(each -> names.add(each.model().product()));
      for (ProductName name : names) {
        Lease lease = wiring.leases().acquire(name, HOLDER);
        held.push(lease);
        leases.put(name, lease);
      }
      return run(plan(), leases);
    } finally {
      held.forEach(Lease::close);
    }
  }

  /** Content first: what leaves the metadata now stays until a later run. */
  private GarbagePlan run(GarbagePlan plan, Map<ProductName, Lease> leases) {
    List<Deletion> deleted =
        new GarbageCollector(wiring.store(), wiring.audit(), wiring.progress())
            .delete(plan.deletions(), () -> leases.values().forEach(Lease::check));
    Map<ProductName, List<Withdrawal>> withdrawals =
        plan.withdrawals().stream()
            .collect(
                Collectors.groupingBy(
                    Withdrawal::product, LinkedHashMap::new, Collectors.toList()));
    List<Withdrawal> done = new ArrayList<>();
    for (RegisteredProduct product : wiring.models().list()) {
      ProductName name = product.model().product();
      List<Withdrawal> own = withdrawals.getOrDefault(name, List.of());
      Lease lease = leases.get(name);
      if (!own.isEmpty() && lease != null) {
        withdraw(product, own, lease);
        done.addAll(own);
      }
    }
    return new GarbagePlan(done, deleted, plan.waiting(), plan.listed());
  }

  private void withdraw(RegisteredProduct product, List<Withdrawal> own, Lease lease) {
    ProductName name = product.model().product();
    Set<PackageVersion> versions =
        own.stream().map(Withdrawal::release).collect(Collectors.toSet());
    Map<String, String> facts = new LinkedHashMap<>();
    own.forEach(each -> facts.put("release." + each.release(), each.reason()));
    long intent = wiring.audit().intent("withdraw-releases", name, facts);
    try {
      ReleaseRoles roles = new ReleaseRoles(ExpiryPolicy.STANDARD, wiring.clock().instant());
      wiring
          .publishing()
          .metadata(product)
          .publish(editor -> MetadataChange.of(roles.without(editor, versions)), lease);
    } catch (RuntimeException e) {
      wiring.audit().failed(intent, name, e);
      throw e;
    }
    wiring.audit().result(intent, name, AuditLog.Outcome.DONE, Map.of());
  }
}
