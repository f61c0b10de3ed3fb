package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.RoleKeyJson;
import dev.updatecenter.app.jobs.RoleKeyGeneration;
import dev.updatecenter.app.wiring.RoleKeyring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ducctl keys list}, and {@code ducctl keys generate}, which lists what there is then. */
@Command
final class KeysCommand implements Callable<Integer> {
  private final Session session;
  private final boolean generate;

  @Option(
      names = "--product",
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "Of one product; else of all.")
  @Nullable ProductName product;

  KeysCommand(Session session, boolean generate) {
    this.session = session;
    this.generate = generate;
  }

  @Override
  public Integer call() {
    Optional<ProductName> name = Optional.ofNullable(product);
    List<RoleKeyJson> keys = new ArrayList<>();
    try (KeptState kept = KeptState.open(session)) {
      for (RegisteredProduct each : kept.products(name)) {
        if (generate) {
          generate(kept.wiring(), each);
        }
        keys.addAll(list(kept.wiring(), each));
      }
    }
    Listing.print(session, new RoleKeyJson.Listing(1, keys), keys, () -> keys.forEach(this::print));
    return 0;
  }

  private void generate(Wiring wiring, RegisteredProduct each) {
    ProductName name = each.model().product();
    try (Lease lease = wiring.leases().acquire(name, "keys generate")) {
      lease.check();
      int made = new RoleKeyGeneration(wiring).generate(each).size();
      wiring.roleKeys(name).requireInTokens(each.model().rings());
      session.output().say(name + ": " + (made == 0 ? "no key is missing" : made + " keys made"));
    }
  }

  private List<RoleKeyJson> list(Wiring wiring, RegisteredProduct each) {
    String name = each.model().product().value();
    List<RoleKeyJson> keys = new ArrayList<>();
    for (RoleKeyring.RoleKey key :
        wiring.roleKeys(each.model().product()).list(each.model().rings())) {
      if (!key.trouble().isEmpty()) {
        session.output().say(name + " " + key.role() + ": " + key.trouble());
      }
      keys.add(
          new RoleKeyJson(
              name,
              key.role().value(),
              key.id().map(ContentDigest::hex).orElse(null),
              key.place(),
              key.id().isPresent()));
    }
    return keys;
  }

  private void print(RoleKeyJson key) {
    String id = key.keyId() == null ? "missing" : key.keyId();
    session
        .output()
        .line(String.format("%s  %-24s %-64s %s", key.product(), key.role(), id, key.file()));
  }
}
