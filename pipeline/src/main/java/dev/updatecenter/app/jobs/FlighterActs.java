package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.PersonKeys.Acting;
import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.Person;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.approval.ActStatement;
import dev.updatecenter.stage.validation.approval.SignedAct;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Acts that only a Flighter of policy.yaml does, such as enrolling devices: each is signed with
 * that person's key, and the audit log keeps the signature. In profile lab a policy that lists no
 * Flighter leaves them to anybody, and says so.
 */
public final class FlighterActs {
  private static final Person.Role ROLE = Person.Role.FLIGHTER;

  private final Wiring wiring;
  private final ProductName product;
  private final Optional<ContentDigest> policy;
  private final Optional<Acting> acting;

  private FlighterActs(
      Wiring wiring, ProductName product, Optional<ContentDigest> policy, Optional<Acting> acting) {
    this.wiring = wiring;
    this.product = product;
    this.policy = policy;
    this.acting = acting;
  }

  /**
   * Finds out who acts on a product, and that they may; nothing is signed yet.
   *
   * @param as their name in policy.yaml; empty for the only Flighter whose key is here
   * @throws UpdateCenterException exit 2 when their key is not here, exit 4 when policy.yaml does
   *     not let them
   */
  public static FlighterActs of(Wiring wiring, RegisteredProduct product, Optional<String> as) {
    ProductName name = product.model().product();
    Optional<Policy> policy = ValidationWiring.policy(product);
    List<Person> flighters =
        policy.map(Policy::people).orElse(List.of()).stream()
            .filter(p -> p.roles().contains(ROLE))
            .toList();
    boolean lab = policy.filter(p -> p.profile() == Policy.Profile.PRODUCTION).isEmpty();
    Optional<ContentDigest> digest = policy.map(Policy::digest);
    if (flighters.isEmpty() && lab && as.isEmpty()) {
      return new FlighterActs(wiring, name, digest, Optional.empty());
    }
    if (flighters.isEmpty()) {
      throw refused(name, as.orElse("nobody"), "policy.yaml lists no Flighter");
    }
    Acting acting = wiring.personKeys().acting(as.or(() -> onlyOne(wiring, flighters)));
    refusal(flighters, acting)
        .ifPresent(
            why -> {
              throw refused(name, acting.name(), why);
            });
    return new FlighterActs(wiring, name, digest, Optional.of(acting));
  }

  /** Whoever else has a key here need not be told apart from the one who may act. */
  private static Optional<String> onlyOne(Wiring wiring, List<Person> flighters) {
    List<String> here =
        wiring.personKeys().list().stream()
            .filter(key -> key.id().isPresent())
            .map(key -> key.name())
            .filter(name -> flighters.stream().anyMatch(f -> f.name().equals(name)))
            .toList();
    return here.size() == 1 ? Optional.of(here.get(0)) : Optional.empty();
  }

  private static Optional<String> refusal(List<Person> flighters, Acting acting) {
    Optional<Person> person =
        flighters.stream().filter(f -> f.name().equals(acting.name())).findFirst();
    if (person.isEmpty()) {
      return Optional.of("policy.yaml lists no Flighter of this name");
    }
    ContentDigest key = acting.signer().key().id();
    return person.get().keys().contains(key)
        ? Optional.empty()
        : Optional.of("policy.yaml does not list the key " + key + " of " + acting.name());
  }

  /** Who acts; empty where nobody has to say so. */
  public Optional<String> by() {
    return acting.map(Acting::name);
  }

  /** Worth knowing where nobody signs. */
  public Optional<Finding> notice() {
    return acting.isPresent()
        ? Optional.empty()
        : Optional.of(
            Finding.note("UC1174", product.value(), "nobody signs this: any user may do it")
                .because("policy.yaml of " + product + " is a lab's and lists no Flighter")
                .fixedBy("list a person with the role Flighter in policy.yaml"));
  }

  /** Does something that has no result. */
  void act(String act, Map<String, String> facts, Runnable work) {
    act(
        act,
        facts,
        () -> {
          work.run();
          return facts; // nobody looks at it
        });
  }

  /**
   * Does something: its intent is on record before the key is used, its result and the signature
   * after it.
   *
   * @param act its name in the log, which never changes
   * @param facts what it is about; they are what is signed
   */
  <T, E extends Exception> T act(String act, Map<String, String> facts, AuditedAct.Work<T, E> work)
      throws E {
    Map<String, String> recorded = new LinkedHashMap<>(facts);
    acting.ifPresent(
        who -> {
          recorded.put("by", who.name());
          recorded.put("key", who.signer().key().id().hex());
        });
    policy.ifPresent(digest -> recorded.put("policy", digest.hex()));
    long intent = wiring.audit().intent(act, product, recorded);
    Map<String, String> came = new LinkedHashMap<>();
    T result;
    try {
      acting.ifPresent(who -> came.put("signed", signed(act, facts, who)));
      result = work.run();
    } catch (Exception e) {
      wiring.audit().failed(intent, product, e);
      throw e;
    }
    wiring.audit().result(intent, product, Outcome.DONE, came);
    return result;
  }

  private String signed(String act, Map<String, String> facts, Acting who) {
    ActStatement statement =
        new ActStatement(
            product,
            act,
            facts,
            policy.orElseThrow(),
            who.name(),
            who.signer().key(),
            wiring.clock().instant());
    return new String(SignedAct.sign(statement, who.signer()), StandardCharsets.UTF_8);
  }

  private static UpdateCenterException refused(ProductName product, String name, String why) {
    return UpdateCenterException.error(
            "UC1173", ExitCode.NOT_ALLOWED, name + " may not do this to " + product)
        .where("--as")
        .why(why)
        .fix("act as a person whom policy.yaml lists with the role Flighter and this key")
        .state("nothing was changed")
        .build();
  }
}
