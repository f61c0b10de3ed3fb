package dev.updatecenter.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A release of the sample with an app of the wrong architecture and a waiver for it. */
final class Waived {
  private static final String POLICY = "Source-arm/Products/ContosoKiosk/policy.yaml";
  private static final String MORE =
      "waivers: [ { codes: [UC3212, UC3210, UC3187], who: [sec] } ]\n"
          + "people: [ { name: sec, keys: ["
          + "ef".repeat(32)
          + "], roles: [Approver] } ]\n";

  private Waived() {}

  /**
   * Writes it into a copy of the sample, whose policy lets {@code sec} waive.
   *
   * @param path where the waiver is for UC3212; for UC3187 and UC3210, which only a signer asks,
   *     everywhere
   */
  static Path release(Path workspace, String path, String until) throws IOException {
    Path policy = workspace.resolve(POLICY);
    String before = Files.readString(policy);
    if (!before.contains("waivers:")) {
      Files.writeString(policy, before + MORE);
    }
    String waiver =
        "validation: { waivers: [ { rule: UC3212, path: "
            + path
            + ", reason: ARM build ordered, by: sec, until: "
            + until
            + " }, { rule: UC3210, reason: Signed anew, by: sec, until: 2036-12-31 }"
            + ", { rule: UC3187, reason: ARM build ordered, by: sec, until: 2036-12-31 } ] }\n";
    return Files.writeString(
        workspace.resolve("waived.yaml"),
        Files.readString(workspace.resolve("release.yaml"))
                .replace("apps/Kiosk.msix", "apps/Kiosk-refused.msix")
            + waiver);
  }
}
