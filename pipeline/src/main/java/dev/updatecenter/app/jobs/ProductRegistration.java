package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.RoleKeyring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.Provenance;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 9 when a production policy
   *     would change
   */
  Result register(ProductDraft draft, ReleaseDraft release) throws IOException {
    RegisteredProduct product =
        RegisteredProduct.of(draft.productYaml(), draft.policyYaml(), wiring.clock().instant());
    ProductName name = product.model().product();
    try (Lease lease = wiring.leases().acquire(name, "product import")) {
      Optional<RegisteredProduct> before = wiring.models().find(name);
      before.ifPresent(b -> PolicyChange.check(b, draft.policyYaml()));
      State state = state(before, product);
      if (state != State.UNCHANGED) {
        keep(draft, product);
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

  private void keep(ProductDraft draft, RegisteredProduct product) {
    ProductName name = product.model().product();
    Map<String, String> facts =
        Map.of(
            "document", product.digest().hex(),
            "policy", ContentDigest.of(bytes(draft.policyYaml())).hex());
    long intent = wiring.audit().intent("import-product", name, facts);
    try {
      wiring.models().register(product);
    } catch (RuntimeException e) {
      wiring.audit().result(intent, name, Outcome.FAILED, Map.of("error", String.valueOf(e)));
      throw e;
    }
    wiring.audit().result(intent, name, Outcome.DONE, facts);
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
