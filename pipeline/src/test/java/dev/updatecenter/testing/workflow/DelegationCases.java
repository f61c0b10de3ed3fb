package dev.updatecenter.testing.workflow;

import static dev.updatecenter.capability.tuf.RoleName.TARGETS;
import static dev.updatecenter.testing.RepositorySimulator.object;
import static dev.updatecenter.testing.workflow.Forged.delegation;
import static dev.updatecenter.testing.workflow.WorkflowCase.judged;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.testing.RepositorySimulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** TUF 4.5: what a delegation must look like. */
final class DelegationCases {
  private static final String OTHER_NAME =
      "stricter than 4.5: a role's name becomes a file of the state folder";
  private static final String OTHER_PATTERN =
      "4.5 names * and ? only; what else shells know, clients read in different ways";

  private static final String DIGEST = ContentDigest.of(Forged.utf8("a/x")).hex();

  private DelegationCases() {}

  private static final List<WorkflowCase> CASES =
      List.of(
          judged(
              "4.5",
              "a role delegated to twice",
              Verdict.MALFORMED,
              with("again", true, entry -> {})),
          judged(
              "4.5",
              "a delegated role with the name of a top-level one",
              Verdict.MALFORMED,
              with("snapshot", false, entry -> {})),
          judged(
                  "4.5",
                  "a delegated role whose name climbs",
                  Verdict.MALFORMED,
                  with("../root", false, entry -> {}))
              .tufJsAccepts(OTHER_NAME),
          judged(
                  "4.5",
                  "a delegated role that is a top-level one in another case",
                  Verdict.MALFORMED,
                  with("Timestamp", false, entry -> {}))
              .tufJsAccepts(OTHER_NAME),
          judged(
                  "4.5",
                  "a pattern with a set of characters",
                  Verdict.MALFORMED,
                  with("odd", false, entry -> entry.put("paths", List.of("[abc]/*"))))
              .tufJsAccepts(OTHER_PATTERN),
          judged(
                  "4.5",
                  "a pattern with alternatives",
                  Verdict.MALFORMED,
                  with("odd", false, entry -> entry.put("paths", List.of("{a,b}/*"))))
              .tufJsAccepts(OTHER_PATTERN),
          judged(
                  "4.5",
                  "a delegation of nothing",
                  Verdict.MALFORMED,
                  with("odd", false, entry -> entry.put("paths", List.of())))
              .tufJsAccepts("stricter than 4.5: it can only be a mistake"),
          judged(
                  "4.5",
                  "a delegation without patterns and prefixes",
                  Verdict.MALFORMED,
                  with("odd", false, entry -> entry.remove("paths")))
              .tufJsAccepts("4.5 asks for one of the two; tuf-js takes it for nothing"),
          judged(
              "4.5",
              "a delegation that does not say whether it ends the search",
              Verdict.MALFORMED,
              with("odd", false, entry -> entry.remove("terminating"))),
          judged(
              "4.5",
              "a delegation that anybody could sign for",
              Verdict.MALFORMED,
              with("odd", false, entry -> entry.put("threshold", 0L))),
          judged(
              "4.5",
              "a delegation whose threshold is text",
              Verdict.MALFORMED,
              with("odd", false, entry -> entry.put("threshold", "1"))),
          judged(
              "4.5",
              "a delegation that names a key twice",
              Verdict.MALFORMED,
              with("odd", false, DelegationCases::twice)),
          judged(
              "4.5",
              "a delegation to a key that it does not give",
              Verdict.BELOW_THRESHOLD,
              scene -> {
                MetadataSigner key = RepositorySimulator.newKey();
                MetadataSigner other = RepositorySimulator.newKey();
                RepositorySimulator sim = scene.repository();
                Forged.delegate(sim, other, List.of(delegation("keyless", false, key, "a/*")));
                Forged.publish(sim, "keyless", key, sim.target("a/x", "x"));
                scene.targets("a/x");
              }),
          judged(
              "4.5",
              "a delegation to a key of a type that nobody knows",
              Verdict.BELOW_THRESHOLD,
              scene -> {
                Foreign key = new Foreign(RepositorySimulator.newKey());
                RepositorySimulator sim = scene.repository();
                sim.forge(TARGETS, targets -> key.delegate(targets, "strange", "a/*"));
                key.publish(sim, "strange", sim.target("a/x", "x"));
                scene.targets("a/x");
              }));

  private static final List<WorkflowCase> PREFIXES =
      List.of(
          judged(
              "4.5",
              "a delegation by patterns and by prefixes",
              Verdict.MALFORMED,
              with("odd", false, entry -> entry.put("path_hash_prefixes", List.of("00")))),
          judged("4.5", "a prefix that is no hex", Verdict.MALFORMED, prefixes("xy"))
              .tufJsAccepts("4.5 asks for hex; tuf-js finds no path that begins so"),
          judged("4.5", "a prefix in upper case", Verdict.MALFORMED, prefixes("AB"))
              .tufJsAccepts("4.5 asks for the digest's hex, which is lower-case"),
          judged("4.5", "a delegation by no prefix", Verdict.MALFORMED, prefixes())
              .tufJsAccepts("stricter than 4.5: it can only be a mistake"),
          judged(
              "5.6.7",
              "a target whose path's digest begins with a prefix",
              Verdict.ACCEPTED,
              scene -> byPrefix(scene, DIGEST.substring(0, 3))),
          judged(
              "5.6.7",
              "a target whose path's digest does not begin with the prefix",
              Verdict.NO_SUCH_TARGET,
              scene -> byPrefix(scene, DIGEST.startsWith("0") ? "1" : "0")));

  static List<WorkflowCase> all() {
    return Stream.concat(CASES.stream(), PREFIXES.stream()).toList();
  }

  private static WorkflowCase.Act prefixes(String... prefixes) {
    return with("odd", false, entry -> byPrefixes(entry, prefixes));
  }

  private static void byPrefixes(Map<String, Object> entry, String... prefixes) {
    entry.remove("paths");
    entry.put("path_hash_prefixes", List.of(prefixes));
  }

  private static void byPrefix(Scene scene, String prefix) {
    MetadataSigner key = RepositorySimulator.newKey();
    RepositorySimulator sim = scene.repository();
    Map<String, Object> entry = delegation("digests", false, key, "a/*");
    byPrefixes(entry, prefix);
    Forged.delegate(sim, key, List.of(entry));
    Forged.publish(sim, "digests", key, sim.target("a/x", "x"));
    scene.targets("a/x");
  }

  /** Another delegation beside the good ones. */
  private static WorkflowCase.Act with(
      String role, boolean twice, Consumer<Map<String, Object>> edit) {
    return scene -> {
      MetadataSigner key = RepositorySimulator.newKey();
      Map<String, Object> entry = delegation(role, false, key, "a/*");
      edit.accept(entry);
      RepositorySimulator sim = scene.repository();
      Forged.delegate(sim, key, List.of(entry));
      if (twice) {
        Forged.delegate(sim, key, List.of(new HashMap<>(entry)));
      }
    };
  }

  private static void twice(Map<String, Object> entry) {
    Object id = Forged.list(entry, "keyids").get(0);
    entry.put("keyids", List.of(id, id));
  }

  /** A key whose type no client knows. */
  private static final class Foreign {
    private final MetadataSigner signer;
    private final Map<String, Object> json;
    private final String id;

    Foreign(MetadataSigner signer) {
      this.signer = signer;
      this.json = Forged.key(signer);
      json.put("keytype", "post-quantum");
      json.put("scheme", "post-quantum-1");
      this.id = Keys.id(json);
    }

    void delegate(Map<String, Object> targets, String role, String pattern) {
      Map<String, Object> delegations = object(targets, "delegations");
      object(delegations, "keys").put(id, json);
      Map<String, Object> entry = delegation(role, false, signer, pattern);
      entry.put("keyids", List.of(id));
      Forged.list(delegations, "roles").add(entry);
    }

    void publish(
        RepositorySimulator sim,
        String role,
        Map<String, dev.updatecenter.capability.tuf.TargetFile> targets) {
      Map<String, Object> signed = Forged.targets(targets);
      Forged.publish(sim, role, Forged.signedAs(signed, Map.of(id, signer)));
    }
  }
}
