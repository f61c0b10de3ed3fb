package dev.updatecenter.device;

import static dev.updatecenter.device.AttackWorld.OFFER;
import static dev.updatecenter.testing.RepositorySimulator.PACKAGES;
import static dev.updatecenter.testing.RepositorySimulator.RING;
import static dev.updatecenter.testing.RepositorySimulator.ROLLOUT;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.offer.OfferPackage;
import dev.updatecenter.testing.RepositorySimulator;
import dev.updatecenter.testing.workflow.Forged;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a thief of the online keys might try, and what becomes of it. */
final class OnlineKeyAttacks {
  /** The owners' newest release: the attack changed nothing. */
  static final String HONEST = "install 10.0.2.0";

  /** A release that nobody but the thief offers. */
  static final String EVIL = "10.0.9.0";

  private static final String NEVER = "Contoso/offers/EarlyAdopter.json";
  private static final String LATER = "2099-01-01T00:00:00Z";

  private OnlineKeyAttacks() {}

  /**
   * An attack.
   *
   * @param before what the owners published last; a device that comes again has seen it
   * @param first what a new device decides, or the code it ends with
   * @param again the same for one that has scanned before
   * @param peerRefuses whether tuf-js refuses too, where it comes again; else it gets an offer that
   *     the ring's signers signed
   */
  record Attack(
      String name,
      Consumer<AttackWorld> before,
      Consumer<AttackWorld> act,
      String first,
      String again,
      boolean peerRefuses) {
    @Override
    public String toString() {
      return name;
    }

    private Attack refusedByPeer() {
      return new Attack(name, before, act, first, again, true);
    }

    private Attack after(Consumer<AttackWorld> owners) {
      return new Attack(name, owners, act, first, again, peerRefuses);
    }
  }

  private static Attack attack(String name, Consumer<AttackWorld> act, String first, String again) {
    return new Attack(name, world -> {}, act, first, again, false);
  }

  static List<Attack> all() {
    return List.of(
        attack(
            "the rollout names an offer of the thief's",
            w -> {
              byte[] evil = evilOffer(w);
              w.target(OFFER, evil);
              w.forgeRollout(w.rollout(evil, RolloutState.ACTIVE, 100));
            },
            "refused",
            "refused"),
        attack(
            "the role rollout lists an offer and its package",
            w -> w.forgeRolloutRole(signed -> AttackWorld.list(signed, evilTargets(w))),
            HONEST,
            HONEST),
        attack(
            "the role rollout delegates the offer to the thief's role",
            w -> delegate(w, false, OFFER, "packages/*/*"),
            HONEST,
            HONEST),
        attack(
            "the role rollout delegates everything, and ends the search",
            w -> delegate(w, true, "*", "*/*", "*/*/*"),
            HONEST,
            HONEST),
        attack(
                "the snapshot brings the ring's first offer back",
                OnlineKeyAttacks::replayOffer,
                "install 10.0.1.0",
                "UC5002")
            .refusedByPeer(),
        attack(
                "the snapshot leaves the ring out",
                w ->
                    w.repository.forge(
                        RoleName.SNAPSHOT,
                        s -> RepositorySimulator.object(s, "meta").remove(RING.fileName())),
                "UC5011",
                "UC5011")
            .refusedByPeer(),
        attack(
                "the snapshot's number falls",
                w -> w.repository.forge(RoleName.SNAPSHOT, s -> s.put("version", 1L)),
                "UC5004",
                "UC5004")
            .refusedByPeer(),
        signedOnline("the ring's role is signed by an online key", RING).refusedByPeer(),
        signedOnline("the packages' role is signed by an online key", PACKAGES),
        signedOnline("the role targets is signed by an online key", RoleName.TARGETS)
            .refusedByPeer(),
        attack(
            "the rollout names a release that is not offered, alone",
            w -> w.forgeRollout(text(w, "10.0.2.0", "10.0.8.0")),
            "install 10.0.1.0",
            "install 10.0.1.0"),
        attack("a halt is lifted", w -> w.forgeRollout(active(w)), HONEST, "refused")
            .after(w -> w.forgeRollout(w.rollout(w.offer, RolloutState.HALTED, 100))),
        attack(
                "a halt is lifted by a 'resumed' of the rollout's own",
                w -> w.forgeRollout(text(w, "\"state\"", "\"resumed\":7,\"state\"")),
                HONEST,
                "refused")
            .after(w -> w.forgeRollout(w.rollout(w.offer, RolloutState.HALTED, 100))),
        attack("a share is widened", w -> w.forgeRollout(active(w)), HONEST, HONEST)
            .after(w -> w.forgeRollout(w.rollout(w.offer, RolloutState.ACTIVE, 0))),
        attack(
            "a share falls",
            w -> w.forgeRollout(w.rollout(w.offer, RolloutState.ACTIVE, 0)),
            "waiting 10.0.2.0",
            "waiting 10.0.2.0"),
        attack(
            "another salt",
            w -> w.forgeRollout(text(w, "0".repeat(32), "f".repeat(32))),
            HONEST,
            HONEST),
        attack(
            "the rollout is another product's",
            w -> w.forgeRollout(text(w, "\"Contoso\"", "\"Fabrikam\"")),
            "refused",
            "refused"),
        attack(
            "the rollout is of days to come",
            w -> w.forgeRollout(text(w, today(w), LATER)),
            "UC5003",
            "UC5003"),
        attack(
            "the rollout is of a form that no device knows",
            w -> w.forgeRollout(text(w, "\"schemaVersion\":1", "\"schemaVersion\":2")),
            "UC7108",
            "UC7108"),
        attack(
            "a ring that the ring's signers never signed for",
            w ->
                w.forgeRolloutRole(
                    signed -> AttackWorld.list(signed, w.target(NEVER, evilOffer(w)))),
            HONEST,
            HONEST));
  }

  private static String today(AttackWorld world) {
    return world.repository.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static byte[] evilOffer(AttackWorld world) {
    return world.offer(EVIL, "10.0.2.0");
  }

  private static Map<String, TargetFile> evilTargets(AttackWorld world) {
    OfferPackage evil = AttackWorld.pkg(EVIL);
    byte[] offer = evilOffer(world);
    world.forgeRollout(world.rollout(offer, RolloutState.ACTIVE, 100));
    world.forgeRollout(active(world));
    return Map.of(OFFER, world.target(OFFER, offer).get(OFFER), evil.target(), world.put(evil));
  }

  private static byte[] active(AttackWorld world) {
    return world.rollout(world.offer, RolloutState.ACTIVE, 100);
  }

  private static byte[] text(AttackWorld world, String from, String to) {
    String document = new String(active(world), StandardCharsets.UTF_8);
    if (!document.contains(from)) {
      throw new AssertionError(document);
    }
    return document.replace(from, to).getBytes(StandardCharsets.UTF_8);
  }

  private static void delegate(AttackWorld world, boolean terminating, String... paths) {
    MetadataSigner thief = RepositorySimulator.newKey();
    OfferPackage evil = AttackWorld.pkg(EVIL);
    world.forgeRolloutRole(
        signed ->
            signed.put(
                "delegations",
                Forged.delegations(
                    thief, List.of(Forged.delegation("thief", terminating, thief, paths)))));
    Forged.publish(
        world.repository,
        "thief",
        thief,
        Map.of(
            OFFER,
            world.target(OFFER, evilOffer(world)).get(OFFER),
            evil.target(),
            world.put(evil)));
  }

  private static void replayOffer(AttackWorld world) {
    byte[] first = world.offer("10.0.1.0");
    world.forgeRollout(world.rollout(first, RolloutState.ACTIVE, 100));
    MetadataVersion older = new MetadataVersion(2);
    byte[] bytes = world.repository.file(RING.fileName(older));
    world.repository.forge(
        RoleName.SNAPSHOT, s -> RepositorySimulator.list(s, RING, older.value(), bytes));
  }

  private static Attack signedOnline(String name, RoleName role) {
    return attack(
        name,
        w ->
            w.repository.forge(
                role,
                signed -> AttackWorld.list(signed, evilTargets(w)),
                w.repository.signers(ROLLOUT)),
        "UC5001",
        "UC5001");
  }
}
