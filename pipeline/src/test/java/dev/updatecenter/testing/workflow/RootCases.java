package dev.updatecenter.testing.workflow;

import static dev.updatecenter.capability.tuf.RoleName.ROOT;
import static dev.updatecenter.capability.tuf.RoleName.TARGETS;
import static dev.updatecenter.capability.tuf.RoleName.TIMESTAMP;
import static dev.updatecenter.testing.workflow.Forged.PAST;
import static dev.updatecenter.testing.workflow.Forged.fields;
import static dev.updatecenter.testing.workflow.Forged.repository;
import static dev.updatecenter.testing.workflow.Forged.role;
import static dev.updatecenter.testing.workflow.WorkflowCase.judged;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.testing.RepositorySimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** TUF 5.2 and 5.3: the root that came with the device, and the way to the newest. */
final class RootCases {
  private RootCases() {}

  static List<WorkflowCase> all() {
    return Stream.of(TRUSTED, SIGNATURES, VERSIONS).flatMap(List::stream).toList();
  }

  private static final List<WorkflowCase> TRUSTED =
      List.of(
          judged(
                  "5.2",
                  "the device's root is of another repository",
                  Verdict.BELOW_THRESHOLD,
                  scene ->
                      scene.trustedRoot(
                          new RepositorySimulator(scene.repository().now()).trustedRoot()))
              .first(),
          judged(
                  "5.2",
                  "the device's root is not signed by itself",
                  Verdict.BELOW_THRESHOLD,
                  scene ->
                      scene.trustedRoot(
                          RepositorySimulator.sign(
                              signed(scene), List.of(RepositorySimulator.newKey()))))
              .first(),
          judged(
                  "5.2",
                  "the device's root is other metadata",
                  Verdict.WRONG_TYPE,
                  scene -> scene.trustedRoot(scene.repository().file("1.targets.json")))
              .first(),
          judged(
                  "5.2",
                  "the device's root is cut off",
                  Verdict.MALFORMED,
                  scene ->
                      scene.trustedRoot(
                          Forged.utf8(Forged.text(scene.trustedRoot()).substring(0, 300))))
              .first(),
          judged(
                  "5.2",
                  "the device's root has expired and there is no newer",
                  Verdict.EXPIRED,
                  RootCases::expireTrusted)
              .first(),
          judged(
                  "5.2",
                  "the device's root has expired and a newer has not",
                  Verdict.ACCEPTED,
                  scene -> {
                    expireTrusted(scene);
                    scene.repository().forge(ROOT, root -> {});
                  })
              .first());

  private static final List<WorkflowCase> SIGNATURES =
      List.of(
          judged(
              "5.3.3",
              "a root without end",
              Verdict.TOO_LARGE,
              repository(sim -> sim.files().put("2.root.json", new byte[600_000]))),
          judged(
              "5.3.4 (1)",
              "a root that the trusted keys did not sign",
              Verdict.BELOW_THRESHOLD,
              Forged.byStranger(ROOT)),
          judged(
              "5.3.4 (1)",
              "a root signed by the key of targets",
              Verdict.BELOW_THRESHOLD,
              repository(sim -> sim.forge(ROOT, root -> {}, sim.signers(TARGETS)))),
          judged(
                  "5.3.4 (1)",
                  "a root signed by one of the two keys before it",
                  Verdict.BELOW_THRESHOLD,
                  scene -> {
                    List<MetadataSigner> signers = scene.repository().signers(ROOT);
                    scene.repository().forge(ROOT, RootCases::oneIsEnough, signers.subList(0, 1));
                  })
              .after(scene -> Rotation.of(scene).keys(ROOT, 2, 2).publish()),
          judged(
              "5.3.4 (2)",
              "a root that its own new key did not sign",
              Verdict.BELOW_THRESHOLD,
              repository(
                  sim -> {
                    MetadataSigner fresh = RepositorySimulator.newKey();
                    sim.forge(
                        ROOT,
                        root -> {
                          role(root, ROOT).put("keyids", new ArrayList<>());
                          Forged.name(root, role(root, ROOT), fresh);
                        });
                  })),
          judged(
              "5.3.4 (2)",
              "a root that one of its own two keys signed",
              Verdict.BELOW_THRESHOLD,
              repository(
                  sim -> {
                    MetadataSigner fresh = RepositorySimulator.newKey();
                    sim.forge(
                        ROOT,
                        root -> {
                          Forged.name(root, role(root, ROOT), fresh);
                          role(root, ROOT).put("threshold", 2L);
                        });
                  })),
          judged(
              "5.3.4 (2)",
              "a root that asks for more keys than it names",
              Verdict.BELOW_THRESHOLD,
              fields(ROOT, root -> role(root, ROOT).put("threshold", 2L))),
          judged(
              "5.3.4",
              "a root whose one key signed twice",
              Verdict.MALFORMED,
              repository(
                  sim -> {
                    MetadataSigner key = sim.signers(ROOT).get(0);
                    sim.forge(ROOT, root -> {}, List.of(key, key));
                  })),
          judged(
              "5.3.4",
              "a root without signatures",
              Verdict.BELOW_THRESHOLD,
              Forged.signedBy(ROOT)));

  private static final List<WorkflowCase> VERSIONS =
      List.of(
          judged(
              "5.3.5",
              "a root that skips a number",
              Verdict.ROOT_VERSION,
              fields(ROOT, root -> root.put("version", 3L))),
          judged(
              "5.3.5",
              "a root of the same number",
              Verdict.ROOT_VERSION,
              scene -> scene.repository().files().put("2.root.json", scene.trustedRoot())),
          judged(
                  "5.3.5",
                  "a root of a lower number",
                  Verdict.ROOT_VERSION,
                  scene -> scene.repository().files().put("3.root.json", scene.trustedRoot()))
              .after(fields(ROOT, root -> {})),
          judged(
              "5.3.6",
              "an expired root with a newer one behind it",
              Verdict.ACCEPTED,
              fields(ROOT, root -> root.put("expires", PAST))
                  .andThen(fields(ROOT, root -> root.put("expires", "2099-01-01T00:00:00Z")))),
          judged(
              "5.3.10",
              "the newest root has expired",
              Verdict.EXPIRED,
              fields(ROOT, root -> root.put("expires", PAST))),
          judged(
                  "5.3.12",
                  "a root without consistent snapshots",
                  Verdict.MALFORMED,
                  scene -> {
                    fields(ROOT, root -> root.put("consistent_snapshot", false)).on(scene);
                    RootCases.unversioned(scene.repository());
                  })
              .tufJsAccepts(
                  "stricter than 5.3.12: without them an update is not whole while it is published"));

  private static void expireTrusted(Scene scene) {
    Map<String, Object> root = signed(scene);
    root.put("expires", PAST);
    scene.trustedRoot(RepositorySimulator.sign(root, scene.repository().signers(ROOT)));
  }

  private static Map<String, Object> signed(Scene scene) {
    return RepositorySimulator.object(RepositorySimulator.plain(scene.trustedRoot()), "signed");
  }

  private static void oneIsEnough(Map<String, Object> root) {
    role(root, ROOT).put("threshold", 1L);
  }

  /** Everything under the names that a client without consistent snapshots asks for. */
  private static void unversioned(RepositorySimulator sim) {
    List.copyOf(sim.files().keySet()).stream()
        .filter(name -> !name.equals(TIMESTAMP.fileName()))
        .sorted()
        .forEach(name -> sim.files().put(name.substring(name.indexOf('.') + 1), sim.file(name)));
    sim.contents().keySet().stream()
        .toList()
        .forEach(
            name -> {
              int file = name.lastIndexOf('/') + 1;
              String plain = name.substring(0, file) + name.substring(file + 65);
              sim.contents().put(plain, sim.contents().get(name));
            });
  }
}
