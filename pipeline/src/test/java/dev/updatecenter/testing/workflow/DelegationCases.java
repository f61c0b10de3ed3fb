package dev.updatecenter.testing.workflow;

import static dev.updatecenter.capability.tuf.RoleName.TARGETS;
import static dev.updatecenter.testing.RepositorySimulator.object;
import static dev.updatecenter.testing.workflow.Forged.delegation;
import static dev.updatecenter.testing.workflow.WorkflowCase.of;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.testing.RepositorySimulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** TUF 4.5: what a delegation must look like. */
final class DelegationCases {
  private static final String OTHER_NAME =
      "stricter than 4.5: a role's name becomes a file of the state folder";
  private static final String OTHER_PATTERN =
      "4.5 names * and ? only; what else shells know, clients read in different ways";

  private DelegationCases() {}

  private static final List<WorkflowCase> CASES =
      List.of(
          of(
              "4.5",
              "a role delegated to twice",
              Verdict.MALFORMED,
              with("again", true, entry -> {})),
          of(
              "4.5",
              "a delegated role with the name of a top-level one",
              Verdict.MALFORMED,
              with("snapshot", false, entry -> {})),
          of(
                  "4.5",
                  "a delegated role whose name climbs",
                  Verdict.MALFORMED,
                  with("../root", false, entry -> {}))
              .tufJsAccepts(OTHER_NAME),
          of(
                  "4.5",
                  "a delegated role that is a top-level one in another case",
                  Verdict.MALFORMED,
                  with("Timestamp", false, entry -> {}))
              .tufJsAccepts(OTHER_NAME),
          of(
                  "4.5",
                  "a pattern with a set of characters",
                  Verdict.MALFORMED,
                  with("odd", false, entry -> entry.put("paths", List.of("[abc]/*"))))
              .tufJsAccepts(OTHER_PATTERN),
          of(
                  "4.5",
                  "a pattern with alternatives",
                  Verdict.MALFORMED,
                  with("odd", false, entry -> entry.put("paths", List.of("{a,b}/*"))))
              .tufJsAccepts(OTHER_PATTERN),
          of(
                  "4.5",
                  "a delegation of nothing",
                  Verdict.MALFORMED,
                  with("odd", false, entry -> entry.put("paths", List.of())))
              .tufJsAccepts("stricter than 4.5: it can only be a mistake"),
          of(
                  "4.5",
                  "a delegation without patterns and prefixes",
                  Verdict.MALFORMED,
                  with("odd", false, entry -> entry.remove("paths")))
              .tufJsAccepts("4.5 asks for one of the two; tuf-js takes it for nothing"),
          of(
              "4.5",
              "a delegation that does not say whether it ends the search",
              Verdict.MALFORMED,
              with("odd", false, entry -> entry.remove("terminating"))),
          of(
              "4.5",
              "a delegation that anybody could sign for",
              Verdict.MALFORMED,
              with("odd", false, entry -> entry.put("threshold", 0L))),
          of(
              "4.5",
              "a delegation whose threshold is text",
              Verdict.MALFORMED,
              with("odd", false, entry -> entry.put("threshold", "1"))),
          of(
              "4.5",
              "a delegation that names a key twice",
              Verdict.MALFORMED,
              with("odd", false, DelegationCases::twice)),
          of(
              "4.5",
              "a delegation to a key that it does not give",
              Verdict.BELOW_THRESHOLD,
              scene -> {
                MetadataSigner key = RepositorySimulator.newKey();
                MetadataSigner other = RepositorySimulator.newKey();
                RepositorySimulator sim = scene.repository();
                Forged.delegate(sim, other, delegation("keyless", false, key, "a/*"));
                Forged.publish(sim, "keyless", key, sim.target("a/x", "x"));
                scene.targets("a/x");
              }),
          of(
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

  static List<WorkflowCase> all() {
    return CASES;
  }

  /** Another delegation beside the good ones. */
  private static WorkflowCase.Act with(
      String role, boolean twice, Consumer<Map<String, Object>> edit) {
    return scene -> {
      MetadataSigner key = RepositorySimulator.newKey();
      Map<String, Object> entry = delegation(role, false, key, "a/*");
      edit.accept(entry);
      RepositorySimulator sim = scene.repository();
      Forged.delegate(sim, key, entry);
      if (twice) {
        Forged.delegate(sim, key, new HashMap<>(entry));
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
