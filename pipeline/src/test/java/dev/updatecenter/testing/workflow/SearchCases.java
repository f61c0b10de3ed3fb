package dev.updatecenter.testing.workflow;

import static dev.updatecenter.capability.tuf.RoleName.SNAPSHOT;
import static dev.updatecenter.testing.workflow.Forged.delegation;
import static dev.updatecenter.testing.workflow.WorkflowCase.judged;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.testing.RepositorySimulator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** TUF 5.6.7: the search of the delegation tree. */
final class SearchCases {
  private SearchCases() {}

  private static final List<WorkflowCase> CASES =
      List.of(
          judged(
              "5.6.7",
              "a path that nobody is trusted with",
              Verdict.NO_SUCH_TARGET,
              scene -> scene.targets("elsewhere/file")),
          judged(
              "5.6.7",
              "a target of a role that is not trusted with its path",
              Verdict.NO_SUCH_TARGET,
              scene -> {
                Tree tree = new Tree(scene);
                tree.role("first", "b/x");
                tree.top(List.of(tree.entry("first", false, "a/*")));
                scene.targets("b/x");
              }),
          judged(
              "5.6.7",
              "a pattern that does not go through a slash",
              Verdict.NO_SUCH_TARGET,
              scene -> {
                Tree tree = new Tree(scene);
                tree.role("first", "a/b/x");
                tree.top(List.of(tree.entry("first", false, "a/*")));
                scene.targets("a/b/x");
              }),
          judged(
              "5.6.7.1",
              "a role that delegates to itself",
              Verdict.NO_SUCH_TARGET,
              scene -> {
                Tree tree = new Tree(scene);
                tree.role("first", "a/y", tree.entry("first", false, "a/*"));
                tree.top(List.of(tree.entry("first", false, "a/*")));
                scene.targets("a/x");
              }),
          judged(
              "5.6.7.1",
              "two roles that delegate to each other",
              Verdict.NO_SUCH_TARGET,
              scene -> {
                Tree tree = new Tree(scene);
                tree.role("first", "a/y", tree.entry("second", false, "a/*"));
                tree.role("second", "a/z", tree.entry("first", false, "a/*"));
                tree.top(List.of(tree.entry("first", false, "a/*")));
                scene.targets("a/x");
              }),
          judged(
              "5.6.7.1", "a target in the 32nd role", Verdict.ACCEPTED, scene -> chain(scene, 31)),
          judged(
                  "5.6.7.1",
                  "a target in the 33rd role",
                  Verdict.NO_SUCH_TARGET,
                  scene -> chain(scene, 32))
              .tufJsAccepts("5.6.7.1 leaves the number open; tuf-js counts 32 below targets"),
          judged(
              "5.6.7.1",
              "a target in the 34th role",
              Verdict.NO_SUCH_TARGET,
              scene -> chain(scene, 33)),
          judged(
              "5.6.7.2.1",
              "a target behind a terminating role",
              Verdict.NO_SUCH_TARGET,
              scene -> twoRoles(scene, true)),
          judged(
              "5.6.7.2.2",
              "a target behind a role that does not end the search",
              Verdict.ACCEPTED,
              scene -> twoRoles(scene, false)),
          judged(
                  "5.6.7",
                  "a role claimed by another delegator with its own key",
                  Verdict.BELOW_THRESHOLD,
                  SearchCases::claim)
              .tufJsAccepts("tuf-js asks for the keys of the delegator that it met first only"));

  static List<WorkflowCase> all() {
    return CASES;
  }

  private static void twoRoles(Scene scene, boolean terminating) {
    Tree tree = new Tree(scene);
    tree.role("first", "a/y");
    tree.role("second", "a/x");
    tree.top(List.of(tree.entry("first", terminating, "a/*"), tree.entry("second", false, "a/*")));
    scene.targets("a/x");
  }

  /** Roles in a row below targets, the target in the last. */
  private static void chain(Scene scene, int roles) {
    Tree tree = new Tree(scene);
    for (int i = 1; i < roles; i++) {
      tree.role("r" + i, "a/y" + i, tree.entry("r" + (i + 1), false, "a/*"));
    }
    tree.role("r" + roles, "a/x");
    tree.top(List.of(tree.entry("r1", false, "a/*")));
    scene.targets("a/x");
  }

  /** The second role leads to a role of the first under a key that does not sign it. */
  private static void claim(Scene scene) {
    Tree tree = new Tree(scene);
    MetadataSigner other = RepositorySimulator.newKey();
    tree.role("shared", "a/x", "b/x");
    tree.role("first", "a/y", tree.entry("shared", false, "a/*"));
    tree.role(
        "second",
        "b/y",
        Forged.delegations(other, List.of(delegation("shared", false, other, "b/*"))));
    tree.top(List.of(tree.entry("first", false, "a/*"), tree.entry("second", false, "b/*")));
    scene.targets("a/x", "b/x");
  }

  /** Roles of one key below targets. */
  private static final class Tree {
    private final Scene scene;
    private final MetadataSigner key = RepositorySimulator.newKey();
    private final Map<RoleName, byte[]> files = new LinkedHashMap<>();

    Tree(Scene scene) {
      this.scene = scene;
    }

    Map<String, Object> entry(String role, boolean terminating, String pattern) {
      return delegation(role, terminating, key, pattern);
    }

    void role(String name, String... targets) {
      put(name, targets, Map.of());
    }

    void role(String name, String target, Map<String, Object> entryOrDelegations) {
      put(
          name,
          new String[] {target},
          entryOrDelegations.containsKey("roles")
              ? entryOrDelegations
              : Forged.delegations(key, List.of(entryOrDelegations)));
    }

    private void put(String name, String[] targets, Map<String, Object> delegations) {
      Map<String, TargetFile> listed = new LinkedHashMap<>();
      for (String path : targets) {
        listed.putAll(scene.repository().target(path, "content of " + path));
      }
      Map<String, Object> signed = Forged.targets(listed);
      if (!delegations.isEmpty()) {
        signed.put("delegations", delegations);
      }
      files.put(new RoleName(name), RepositorySimulator.sign(signed, List.of(key)));
    }

    /** Publishes all of it at once. */
    void top(List<Map<String, Object>> entries) {
      RepositorySimulator sim = scene.repository();
      files.forEach((role, file) -> sim.files().put(role.fileName(MetadataVersion.FIRST), file));
      sim.forge(
          SNAPSHOT, s -> files.forEach((role, file) -> RepositorySimulator.list(s, role, 1, file)));
      Forged.delegate(sim, key, entries);
    }
  }
}
