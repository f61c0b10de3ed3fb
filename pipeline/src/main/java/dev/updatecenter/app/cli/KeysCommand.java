package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.PersonKeyJson;
import dev.updatecenter.app.api.RoleKeyJson;
import dev.updatecenter.app.jobs.PersonKeyGeneration;
import dev.updatecenter.app.jobs.RoleKeyGeneration;
import dev.updatecenter.app.wiring.KeySettings;
import dev.updatecenter.app.wiring.RoleKey;
import dev.updatecenter.app.wiring.RoleKeyring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.KeyAlgorithm;
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

  @Option(
      names = "--as",
      paramLabel = "NAME",
      converter = PersonNameConverter.class,
      description = "The key by which a person of policy.yaml acts.")
  @Nullable String person;

  @Option(
      names = "--algorithm",
      paramLabel = "A",
      description = "Of keys that are made: p256 or ed25519; else as configured.")
  @Nullable String algorithm;

  KeysCommand(Session session, boolean generate) {
    this.session = session;
    this.generate = generate;
  }

  @Override
  public Integer call() {
    return person == null ? all() : ofOne(person);
  }

  private Integer ofOne(String name) {
    List<PersonKeyJson> people;
    try (Wiring wiring = session.wiring()) {
      if (generate) {
        boolean made = new PersonKeyGeneration(wiring).generate(name);
        session
            .output()
            .say(made ? "A key was made for " + name : "There is a key of " + name + " already");
      }
      people = List.of(PersonKeyJson.of(wiring.personKeys().find(name)));
    }
    print(List.of(), people);
    if (generate) {
      session.output().say("Next: list the key's id under people in policy.yaml");
    }
    return 0;
  }

  private Integer all() {
    Optional<ProductName> name = Optional.ofNullable(product);
    List<RoleKeyJson> keys = new ArrayList<>();
    List<PersonKeyJson> people = new ArrayList<>();
    try (KeptState kept = KeptState.open(session)) {
      for (RegisteredProduct each : kept.products(name)) {
        if (generate) {
          generate(kept.wiring(), each);
        }
        keys.addAll(list(kept.wiring(), each));
      }
      kept.opened()
          .filter(unused -> name.isEmpty())
          .ifPresent(w -> w.personKeys().list().forEach(k -> people.add(PersonKeyJson.of(k))));
    }
    print(keys, people);
    return 0;
  }

  private void print(List<RoleKeyJson> keys, List<PersonKeyJson> people) {
    List<Object> items = new ArrayList<>(keys);
    items.addAll(people);
    Listing.print(
        session,
        new RoleKeyJson.Listing(1, keys, people),
        items,
        () -> {
          keys.forEach(this::print);
          people.forEach(this::print);
        });
  }

  private void print(PersonKeyJson key) {
    String id = key.keyId() == null ? "missing" : key.keyId();
    session.output().line(String.format("person  %-24s %-64s %s", key.person(), id, key.file()));
  }

  private void generate(Wiring wiring, RegisteredProduct each) {
    ProductName name = each.model().product();
    try (Lease lease = wiring.leases().acquire(name, "keys generate")) {
      lease.check();
      int made = new RoleKeyGeneration(wiring).generate(each, kind(wiring)).size();
      wiring.roleKeys(name).requireInTokens(each.model().rings());
      tellLost(wiring, each);
      session
          .output()
          .say(name + ": " + (made == 0 ? "no key had to be made" : made + " keys made"));
    }
  }

  /** A key that devices know is never made anew. */
  private void tellLost(Wiring wiring, RegisteredProduct each) {
    ProductName name = each.model().product();
    RoleKeyring keyring = wiring.roleKeys(name);
    for (RoleKey key : keyring.list(each.model().rings())) {
      if (key.key().isEmpty() && key.trouble().isEmpty()) {
        String instead =
            keyring.isConfigured(key.role())
                ? ""
                : ", or replace it with 'ducctl keys rotate " + key.role() + "'";
        session
            .output()
            .say(
                name
                    + " "
                    + key.role()
                    + ": "
                    + key.place()
                    + " is not there: bring it back"
                    + instead);
      }
    }
  }

  private KeyAlgorithm kind(Wiring wiring) {
    return algorithm == null
        ? wiring.configuration().keys().algorithm()
        : KeySettings.algorithm(algorithm);
  }

  private List<RoleKeyJson> list(Wiring wiring, RegisteredProduct each) {
    String name = each.model().product().value();
    List<RoleKeyJson> keys = new ArrayList<>();
    RoleKeyring keyring = wiring.roleKeys(each.model().product());
    for (RoleKey key : keyring.list(each.model().rings())) {
      key.trouble()
          .ifPresent(
              t ->
                  session
                      .output()
                      .say(name + " " + key.role() + ": " + t.getMessage() + ": " + t.why()));
      keys.add(
          new RoleKeyJson(
              name,
              key.role().value(),
              key.id().map(ContentDigest::hex).orElse(null),
              key.place(),
              key.id().isPresent(),
              key.signer().isPresent(),
              keyring.threshold(key.role())));
    }
    return keys;
  }

  private void print(RoleKeyJson key) {
    String id = key.keyId() == null ? "missing" : key.keyId();
    String half = key.exists() && !key.signs() ? "  (public half: signs by ceremony)" : "";
    session
        .output()
        .line(
            String.format("%s  %-24s %-64s %s%s", key.product(), key.role(), id, key.file(), half));
  }
}
