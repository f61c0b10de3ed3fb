package dev.updatecenter.findings;

import static dev.updatecenter.findings.Judges.validate;

import dev.updatecenter.stage.validation.TestExaminations;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.PeBuilder;
import dev.updatecenter.testing.ReleaseFolder;
import dev.updatecenter.testing.TouchDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Releases with drivers, and what release.yaml may name. */
final class DriverExamples {
  private static final String CORE = TestExaminations.PRODUCT_YAML;
  private static final String ENTERPRISE = CORE.replace("iot-core", "iot-enterprise");
  private static final String ROOT =
      "  codeIntegrity: { roots: [\"" + "ab".repeat(32) + "\"] }\n  servicing:";
  private static final String TRUSTING = CORE.replace("  servicing:", ROOT);

  private static final String POLICY =
      """
      apiVersion: updatecenter/v1
      kind: Policy
      metadata: { product: TestKiosk }
      profile: lab
      submitters:
        - { name: Contoso TEST, certificate: %s }
      """
          .formatted("01".repeat(32));

  private DriverExamples() {}

  static List<FindingExample> all() {
    return List.of(
        example("UC3215", f -> touch(f, CORE), f -> touch(f, ENTERPRISE)),
        example(
            "UC3216",
            f -> code(f, CORE, PeBuilder.driver(PeBuilder.ARM)),
            f -> code(f, TRUSTING, PeBuilder.driver(PeBuilder.ARM))),
        example(
            "UC3217",
            f ->
                code(
                    f,
                    TRUSTING.replace("17763.1577", "17763.107"),
                    PeBuilder.driver(PeBuilder.ARM)),
            f -> code(f, TRUSTING, PeBuilder.driver(PeBuilder.ARM))),
        example(
            "UC3218",
            f -> code(f, ENTERPRISE, PeBuilder.driver(PeBuilder.ARM)),
            f -> code(f, ENTERPRISE, PeBuilder.library(PeBuilder.ARM))),
        example(
            "UC3219",
            f -> code(f, TRUSTING, PeBuilder.driver(PeBuilder.ARM)),
            f -> code(f, TRUSTING, PeBuilder.library(PeBuilder.ARM))),
        example("UC3220", f -> cabinet(f, "apps"), f -> cabinet(f, "drivers")),
        example("UC3221", f -> ring(f, "Previw"), f -> ring(f, "Preview")),
        example(
            "UC3222",
            f -> folder(f, TouchDriver.sound().without("touch.inf")),
            DriverExamples::sound),
        example("UC3223", DriverExamples::withLink, DriverExamples::sound),
        example("UC3224", f -> path(f, "../touch.cab"), f -> path(f, "sub/../touch.cab")));
  }

  private static FindingExample example(
      String code, FindingExample.Recipe fail, FindingExample.Recipe pass) {
    return new FindingExample(code, validate(), fail, pass);
  }

  private static void release(Path folder, String product, String payload) throws IOException {
    Files.writeString(folder.resolve("product.yaml"), product);
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Files.writeString(folder.resolve("release.yaml"), ReleaseFolder.yaml(payload));
  }

  private static void touch(Path folder, String product) throws IOException {
    release(folder, product, "{ drivers: [touch] }");
    TouchDriver.sound().folder(folder.resolve("touch"));
  }

  private static void sound(Path folder) throws IOException {
    touch(folder, ENTERPRISE);
  }

  private static void folder(Path folder, TouchDriver driver) throws IOException {
    release(folder, ENTERPRISE, "{ drivers: [touch] }");
    driver.folder(folder.resolve("touch"));
  }

  private static void withLink(Path folder) throws IOException {
    sound(folder);
    Files.createSymbolicLink(folder.resolve("touch/more.sys"), Path.of("../touch/touch.sys"));
  }

  private static void code(Path folder, String product, PeBuilder executable) throws IOException {
    release(folder, product, "{ apps: [a.cab] }");
    CbsPackages.write(
        folder.resolve("a.cab"),
        "Contoso.A",
        ReleaseFolder.VERSION,
        "arm",
        Map.of("a.sys", executable.build()));
  }

  private static void cabinet(Path folder, String key) throws IOException {
    release(folder, ENTERPRISE, "{ " + key + ": [touch.cab] }");
    TouchDriver.sound().cabinet(folder.resolve("touch.cab"));
  }

  private static void ring(Path folder, String ring) throws IOException {
    cabinet(folder, "drivers");
    String yaml = Files.readString(folder.resolve("release.yaml"));
    Files.writeString(folder.resolve("release.yaml"), yaml.replace("Preview", ring));
  }

  private static void path(Path folder, String path) throws IOException {
    release(folder, ENTERPRISE, "{ drivers: [" + path + "] }");
    TouchDriver.sound().cabinet(folder.resolve("touch.cab"));
  }
}
