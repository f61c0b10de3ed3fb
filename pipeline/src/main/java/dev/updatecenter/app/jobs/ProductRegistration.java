package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.RoleKeyring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.Provenance;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registers a product that was judged; the same one again changes nothing. */
public final class ProductRegistration {
  private final Wiring wiring;

  ProductRegistration(Wiring wiring) {
    this.wiring = wiring;
  }

  /** What it came to. */
  public enum State {
    /** It is new. */
    REGISTERED,
    /** A document of it is another than before. */
    CHANGED,
    /** Nothing was done. */
    UNCHANGED
  }

  /**
   * A product, registered.
   *
   * @param product as it is registered now
   * @param newKeys the roles that a key was made for
   * @param provenance where the documents' values come from
   * @param written the documents that were derived
   */
  public record Result(
      RegisteredProduct product,
      State state,
      List<RoleName> newKeys,
      Provenance provenance,
      List<Path> written) {
    /** Copies. */
    public Result {
      newKeys = List.copyOf(newKeys);
      written = List.copyOf(written);
    }
  }

  /**
   * Registers under the product's lease.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException as {@link PolicyApproval#require}
   */
  Result register(ProductDraft draft, ReleaseDraft release) throws IOException {
    RegisteredProduct product =
        RegisteredProduct.of(draft.productYaml(), draft.policyYaml(), wiring.clock().instant());
    ProductName name = product.model().product();
    try (Lease lease = wiring.leases().acquire(name, "product import")) {
      Optional<RegisteredProduct> before = wiring.models().find(name);
      change(before, draft.policyYaml())
          .ifPresent(change -> new PolicyApproval(wiring).require(before.orElseThrow(), change));
      State state = state(before, product);
      if (state != State.UNCHANGED) {
        keep(before, product);
      }
      List<Path> written = write(draft, release);
      // A crash may have come between the first registration and its keys.
      return new Result(
          product,
          state,
          keys(product, draft.policy().orElseThrow(), lease),
          draft.provenance().and(release.provenance()),
          written);
    }
  }

  /** What would change of the policy that is registered. */
  static Optional<PolicyChange> change(Optional<RegisteredProduct> before, String policyYaml) {
    return before
        .filter(b -> !b.policyYaml().equals(policyYaml))
        .map(b -> PolicyChange.ofPolicy(b.model().product(), policyYaml));
  }

  /** What people read and edit: each where none is. */
  private static List<Path> write(ProductDraft draft, ReleaseDraft release) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Optional<NewFile> file : List.of(draft.derived(), release.file())) {
      if (file.isPresent()) {
        file.get().write();
        written.add(file.get().path());
      }
    }
    return written;
  }

  private static State state(Optional<RegisteredProduct> before, RegisteredProduct now) {
    if (before.isEmpty()) {
      return State.REGISTERED;
    }
    boolean same =
        before.get().digest().equals(now.digest())
            && before.get().policyYaml().equals(now.policyYaml());
    return same ? State.UNCHANGED : State.CHANGED;
  }

  private void keep(Optional<RegisteredProduct> before, RegisteredProduct product) {
    ProductName name = product.model().product();
    PolicyChange change = PolicyChange.ofPolicy(name, product.policyYaml());
    Map<String, String> facts =
        Map.of("document", product.digest().hex(), "policy", change.subject().digest().hex());
    AuditedAct.of(
        wiring.audit(), "import-product", name, facts, () -> store(before, product, change));
  }

  /** The documents and the history of the policy, or neither. */
  private RegisteredProduct store(
      Optional<RegisteredProduct> before, RegisteredProduct product, PolicyChange change) {
    boolean same =
        before.map(RegisteredProduct::policyYaml).equals(Optional.of(product.policyYaml()));
    wiring
        .database()
        .transactions()
        .executeWithoutResult(
            status -> {
              wiring.models().register(product);
              if (!same) {
                wiring.policyChanges().changed(change.subject(), change.document());
              }
            });
    return product;
  }

  /** The keys that a lab product lacks; a production one's are made on demand. */
  private List<RoleName> keys(RegisteredProduct product, Policy policy, Lease lease) {
    ProductName name = product.model().product();
    RoleKeyring keys = wiring.roleKeys(name);
    List<RoleName> missing = keys.missing(product.model().rings());
    boolean published = Files.exists(wiring.home().trust().resolve(name.value() + "/root.json"));
    boolean lost = missing.contains(RoleName.ROOT) && published;
    if (policy.profile() != Policy.Profile.LAB || missing.isEmpty() || lost) {
      return List.of();
    }
    lease.check();
    new RoleKeyGeneration(wiring).generate(product);
    return missing;
  }
}
