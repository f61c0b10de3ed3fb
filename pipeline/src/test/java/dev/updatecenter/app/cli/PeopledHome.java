package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A home in which it takes ann and sec to approve; vic only looks. Sec may waive. */
final class PeopledHome {
  static final String POLICY = "Source-arm/Products/ContosoKiosk/policy.yaml";
  private static final String WAIVERS =
      "waivers: [ { codes: [UC3212, UC3210, UC3187], who: [sec] } ]\n";

  private PeopledHome() {}

  /** Makes it, with a copy of the sample whose policy says so. */
  static Path create(Path home, Path workspace) throws Exception {
    SampleHome.copy(SampleHome.WORKSPACE, workspace);
    SampleHome.trusting(home);
    String people = "";
    for (String name : List.of("ann", "sec", "vic")) {
      Node keys =
          CommandRun.of(home, "keys", "generate", "--json", "--as", name).endsWith(0).json();
      assertThat(SchemaCheck.check("key-list", keys)).isEmpty();
      String id = keys.get("people").orElseThrow().elements().get(0).text("keyId").orElseThrow();
      String role = name.equals("vic") ? "Viewer" : "Approver";
      people += "  - { name: %s, keys: [%s], roles: [%s] }\n".formatted(name, id, role);
    }
    Path policy = workspace.resolve(POLICY);
    Files.writeString(
        policy,
        Files.readString(policy) + "people:\n" + people + WAIVERS + "signing: { approvals: 2 }\n");
    CommandRun.of(home, "product", "import", workspace.toString()).endsWith(0);
    return home;
  }

  /** What waits for approvals, by its digest. */
  static List<String> waiting(Path home) throws Exception {
    Node status = CommandRun.of(home, "--json", "status", "ContosoKiosk").endsWith(0).json();
    assertThat(SchemaCheck.check("status-result", status)).isEmpty();
    return status.at("products").orElseThrow().elements().get(0).at("waiting").stream()
        .flatMap(w -> w.elements().stream())
        .map(w -> w.text("digest").orElseThrow())
        .toList();
  }
}
