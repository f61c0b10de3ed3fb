package dev.updatecenter.testing.workflow;

import static dev.updatecenter.capability.tuf.RoleName.ROOT;
import static dev.updatecenter.capability.tuf.RoleName.SNAPSHOT;
import static dev.updatecenter.capability.tuf.RoleName.TARGETS;
import static dev.updatecenter.capability.tuf.RoleName.TIMESTAMP;
import static dev.updatecenter.testing.RepositorySimulator.object;
import static dev.updatecenter.testing.workflow.Forged.fields;
import static dev.updatecenter.testing.workflow.Forged.repository;
import static dev.updatecenter.testing.workflow.Forged.role;
import static dev.updatecenter.testing.workflow.WorkflowCase.judged;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.testing.RepositorySimulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** TUF 4.2 and 4.3: keys, their ids, their signatures, and which a root names. */
final class KeyCases {
  private KeyCases() {}

  private static final List<WorkflowCase> ROOTS =
      List.of(
          judged(
              "4.3",
              "a root without itself",
              Verdict.MALFORMED,
              fields(ROOT, root -> object(root, "roles").remove("root"))),
          judged(
              "4.3",
              "a root without the timestamp's keys",
              Verdict.MALFORMED,
              fields(ROOT, root -> object(root, "roles").remove("timestamp"))),
          judged(
              "4.3",
              "a root whose role has no key",
              Verdict.MALFORMED,
              fields(ROOT, root -> role(root, TARGETS).put("keyids", List.of()))),
          judged(
              "4.3",
              "a root with a threshold of 0",
              Verdict.MALFORMED,
              fields(ROOT, root -> role(root, TIMESTAMP).put("threshold", 0L))),
          judged(
              "4.3",
              "a root with a threshold below 0",
              Verdict.MALFORMED,
              fields(ROOT, root -> role(root, TIMESTAMP).put("threshold", -1L))),
          judged(
              "4.3",
              "a root with a threshold in words",
              Verdict.MALFORMED,
              fields(ROOT, root -> role(root, TIMESTAMP).put("threshold", "one"))),
          judged(
              "4.3",
              "a root that names a key twice",
              Verdict.MALFORMED,
              fields(
                  ROOT,
                  root -> {
                    List<Object> ids = Forged.list(role(root, TIMESTAMP), "keyids");
                    ids.add(ids.get(0));
                  })),
          judged(
              "4.3",
              "a root whose timestamp key it does not give",
              Verdict.BELOW_THRESHOLD,
              repository(
                  sim ->
                      sim.forge(
                          ROOT,
                          root ->
                              object(root, "keys")
                                  .remove(Forged.id(sim.signers(TIMESTAMP).get(0)))))),
          judged(
              "4.3",
              "a root that does not say whether snapshots are consistent",
              Verdict.MALFORMED,
              fields(ROOT, root -> root.remove("consistent_snapshot"))),
          judged(
              "4.3",
              "a root of another type",
              Verdict.WRONG_TYPE,
              fields(ROOT, root -> root.put("_type", "targets"))),
          judged(
              "4.3",
              "a root for another major specification",
              Verdict.SPEC_VERSION,
              fields(ROOT, root -> root.put("spec_version", "2.0.0"))),
          judged(
              "4.3",
              "a root with a role that nobody knows",
              Verdict.ACCEPTED,
              fields(
                  ROOT,
                  root ->
                      object(root, "roles").put("mirrors", new HashMap<>(role(root, TARGETS))))));

  private static final List<WorkflowCase> KEYS =
      List.of(
          judged(
                  "4.2",
                  "a key under an id that is not its own",
                  Verdict.MALFORMED,
                  fields(
                      ROOT,
                      root -> {
                        Map<String, Object> keys = object(root, "keys");
                        keys.put("0".repeat(64), keys.values().iterator().next());
                      }))
              .tufJsAccepts("4.2: a client computes each id; tuf-js takes them as they are given"),
          judged(
                  "4.2",
                  "a timestamp signed twice by one key under two ids",
                  Verdict.BELOW_THRESHOLD,
                  KeyCases::twoIdsOfOneKey)
              .tufJsAccepts("5.4.2 counts keys; tuf-js counts ids"),
          judged(
                  "4.2",
                  "a key in upper case under its id",
                  Verdict.MALFORMED,
                  scene -> renameTimestampKey(scene, id -> id.toUpperCase(Locale.ROOT)))
              .tufJsAccepts("4.2: an id is lower-case hex; tuf-js takes any text"),
          judged(
              "4.2",
              "a key of a type that nobody knows beside the one that signs",
              Verdict.ACCEPTED,
              fields(
                  ROOT,
                  root -> {
                    Map<String, Object> key = Forged.key(RepositorySimulator.newKey());
                    key.put("keytype", "post-quantum");
                    key.put("scheme", "post-quantum-1");
                    object(root, "keys").put(Keys.id(key), key);
                    Forged.list(role(root, TIMESTAMP), "keyids").add(Keys.id(key));
                  })),
          judged(
                  "4.3",
                  "a key that cannot be read beside the one that signs",
                  Verdict.MALFORMED,
                  fields(
                      ROOT,
                      root -> {
                        Map<String, Object> key = Forged.key(RepositorySimulator.newKey());
                        key.put("keyval", Map.of("public", "-----BEGIN PUBLIC KEY-----"));
                        object(root, "keys").put(Keys.id(key), key);
                      }))
              .tufJsAccepts("stricter than 4.3: such a root was not made with care"),
          judged(
              "4.2",
              "a key with a field that nobody knows",
              Verdict.ACCEPTED,
              scene -> twoIds(scene, 1)));

  private static final List<WorkflowCase> SIGNATURES =
      List.of(
          judged(
                  "4.2",
                  "a signature in upper case",
                  Verdict.MALFORMED,
                  repository(sim -> signature(sim, hex -> hex.toUpperCase(Locale.ROOT))))
              .tufJsAccepts("stricter than 4.2, which says hex: one spelling a signature"),
          judged(
              "4.2",
              "a signature that is no hex",
              Verdict.MALFORMED,
              repository(sim -> signature(sim, hex -> "zz" + hex))),
          judged(
                  "4.2",
                  "a signature of half a byte more",
                  Verdict.MALFORMED,
                  repository(sim -> signature(sim, hex -> hex + "0")))
              .tufJsAccepts("4.2 says hex; JavaScript drops what is left over"),
          judged(
              "4.2",
              "an empty signature",
              Verdict.MALFORMED,
              repository(sim -> signature(sim, hex -> ""))),
          judged(
              "4.2",
              "a signature cut off",
              Verdict.BELOW_THRESHOLD,
              repository(sim -> signature(sim, hex -> hex.substring(0, 40)))),
          judged(
              "4.2",
              "a signature with bytes behind it",
              Verdict.BELOW_THRESHOLD,
              repository(sim -> signature(sim, hex -> hex + "0000"))),
          judged(
              "4.2",
              "the signature of another file",
              Verdict.BELOW_THRESHOLD,
              repository(
                  sim -> {
                    byte[] other = sim.file("timestamp.json");
                    sim.forge(TIMESTAMP, t -> {});
                    Forged.envelope(
                        sim,
                        TIMESTAMP,
                        file ->
                            file.put(
                                "signatures", RepositorySimulator.plain(other).get("signatures")));
                  })),
          judged(
              "4.2",
              "signatures of strangers beside the right one",
              Verdict.ACCEPTED,
              repository(
                  sim -> {
                    List<MetadataSigner> many = new ArrayList<>(sim.signers(TIMESTAMP));
                    many.add(RepositorySimulator.newKey());
                    many.addAll(sim.signers(SNAPSHOT));
                    sim.forge(TIMESTAMP, t -> {}, many);
                  })));

  static List<WorkflowCase> all() {
    List<WorkflowCase> all = new ArrayList<>(ROOTS);
    all.addAll(KEYS);
    all.addAll(SIGNATURES);
    return all;
  }

  private static void signature(
      RepositorySimulator sim, java.util.function.UnaryOperator<String> change) {
    sim.forge(TIMESTAMP, t -> {});
    Forged.envelope(
        sim,
        TIMESTAMP,
        file -> {
          @SuppressWarnings("unchecked") // The simulator wrote it.
          Map<String, Object> entry = (Map<String, Object>) Forged.list(file, "signatures").get(0);
          Map<String, Object> changed = new HashMap<>(entry);
          changed.put("sig", change.apply((String) changed.get("sig")));
          file.put("signatures", List.of(changed));
        });
  }

  private static void twoIdsOfOneKey(Scene scene) {
    twoIds(scene, 2);
  }

  /**
   * Lets the timestamp's key sign under its own id, and under that of the key with a field more.
   */
  private static void twoIds(Scene scene, long threshold) {
    RepositorySimulator sim = scene.repository();
    MetadataSigner signer = sim.signers(TIMESTAMP).get(0);
    Map<String, Object> alias = Forged.key(signer);
    alias.put("x-alias", true);
    sim.forge(
        ROOT,
        root -> {
          object(root, "keys").put(Keys.id(alias), alias);
          Forged.list(role(root, TIMESTAMP), "keyids").add(Keys.id(alias));
          role(root, TIMESTAMP).put("threshold", threshold);
        });
    Map<String, MetadataSigner> signers = new LinkedHashMap<>();
    signers.put(Forged.id(signer), signer);
    signers.put(Keys.id(alias), signer);
    signTimestamp(sim, signers);
  }

  private static void renameTimestampKey(
      Scene scene, java.util.function.UnaryOperator<String> rename) {
    RepositorySimulator sim = scene.repository();
    MetadataSigner signer = sim.signers(TIMESTAMP).get(0);
    String other = rename.apply(Forged.id(signer));
    sim.forge(
        ROOT,
        root -> {
          object(root, "keys").put(other, object(root, "keys").remove(Forged.id(signer)));
          role(root, TIMESTAMP).put("keyids", List.of(other));
        });
    signTimestamp(sim, Map.of(other, signer));
  }

  private static void signTimestamp(RepositorySimulator sim, Map<String, MetadataSigner> signers) {
    Map<String, Object> signed =
        object(RepositorySimulator.plain(sim.file("timestamp.json")), "signed");
    signed.put("version", 3L);
    sim.files().put("timestamp.json", Forged.signedAs(signed, signers));
  }
}
