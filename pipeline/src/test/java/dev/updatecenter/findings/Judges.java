package dev.updatecenter.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.cli.InProcess;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The program itself as judge: a command over a file of the example's folder. */
final class Judges {
  private Judges() {}

  /** {@code package inspect}. */
  static FindingExample.Judge inspect(String file) {
    return folder -> ofFile("package", "inspect", folder.resolve(file).toString());
  }

  /** {@code package inspect} under a configuration of the same folder. */
  static FindingExample.Judge inspect(String file, String configuration) {
    return folder ->
        ofFile(
            "--config",
            folder.resolve(configuration).toString(),
            "package",
            "inspect",
            folder.resolve(file).toString());
  }

  /** {@code smbios show}. */
  static FindingExample.Judge smbios(String file) {
    return folder -> ofFile("smbios", "show", folder.resolve(file).toString());
  }

  /** {@code validate}, of the folder's release.yaml. */
  static FindingExample.Judge validate() {
    return folder -> {
      String out = InProcess.run("--json", "validate", folder.resolve("release.yaml").toString());
      return codes(Json.read(out.getBytes(StandardCharsets.UTF_8), "stdout"));
    };
  }

  private static Set<String> ofFile(String... command) throws Exception {
    String[] asked = new String[command.length + 1];
    asked[0] = "--json";
    System.arraycopy(command, 0, asked, 1, command.length);
    Node all = Json.read(InProcess.run(asked).getBytes(StandardCharsets.UTF_8), "stdout");
    assertThat(all.elements()).hasSize(1);
    return codes(all.elements().get(0));
  }

  private static Set<String> codes(Node result) {
    return result.get("findings").orElseThrow().elements().stream()
        .map(f -> f.text("code").orElseThrow())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
