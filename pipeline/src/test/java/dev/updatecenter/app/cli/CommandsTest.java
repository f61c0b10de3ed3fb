package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CommandsTest {
  /** The contract, as scripts rely on it. */
  private static final List<String> CONTRACT =
      List.of(
          "demo",
          "product import FILE…|WORKSPACE_DIR [--product P]",
          "product list",
          "product show P",
          "product device-config P --out ZIP",
          "publisher register CERT.pem --product P",
          "publisher list --product P",
          "publisher retire CERT.pem --product P",
          "smbios show DUMP…",
          "package inspect FILE…",
          "package build DIR --out FILE",
          "validate RELEASE.yaml [--sarif F] [--junit F] [--github]",
          "plan RELEASE.yaml | --flight P --ring R [--ocp V] [--os V] [--out PLAN]",
          "submit RELEASE.yaml|PLAN [--until validation|sign]",
          "flight P --ring R [--ocp V] [--os V] [--skip-ring --reason TEXT]",
          "promote P [--ring R] [--reason TEXT]",
          "pause P [--ring R] [--release V] [--reason TEXT]",
          "resume P [--ring R] [--release V] [--reason TEXT]",
          "halt P [--ring R] [--release V] [--reason TEXT]",
          "approve DIGEST [--as NAME]",
          "reject DIGEST [--as NAME]",
          "status [P]",
          "watch P",
          "wait P --for ring=Preview:passed [--timeout D]",
          "advance",
          "reports ingest",
          "refresh",
          "sign FILE… --out DIR",
          "verify FILE…",
          "repo verify URL|DIR",
          "repo gc [--yes]",
          "repo recover --from-store",
          "device scan --base URL [--product P] --root FILE --trust PEM --tsa-trust PEM --state DIR"
              + " --smbios DUMP --ring R --os V --ocp V [--out DIR] [--explain]"
              + " [--apply KIND=CMD]…",
          "device report --to URL …",
          "device enrol FILE|ID --product P --ring R",
          "device list",
          "device explain ID [--at INSTANT]",
          "device failures [P]",
          "subscription create",
          "subscription update",
          "subscription delete",
          "subscription list",
          "keys list",
          "keys generate",
          "keys rotate ROLE",
          "keys ceremony export ROLE --out FILE",
          "keys ceremony sign FILE --key KEY|--as NAME",
          "keys ceremony import FILE…",
          "keys expiry [--fail-within D]",
          "audit verify",
          "audit export",
          "config show [--origin]",
          "config check",
          "serve [--port 8080]",
          "explain CODE",
          "schema NAME",
          "completion SHELL",
          "version");

  @TempDir private Path folder = Path.of("");

  @Test
  void helpListsEveryCommandOfTheContractInItsOrder() {
    List<String> shown =
        new Cli(folder)
            .run("--help")
            .out()
            .lines()
            .filter(l -> l.startsWith("  ducctl "))
            .map(l -> l.strip().substring("ducctl ".length()))
            .toList();

    assertThat(shown).hasSameSizeAs(CONTRACT);
    for (int i = 0; i < CONTRACT.size(); i++) {
      assertThat(shown.get(i)).startsWith(CONTRACT.get(i));
    }
  }

  @Test
  void theTreeHasTheCommandsOfTheContractAndNoOthers() {
    TreeSet<String> names = new TreeSet<>();
    collect("", Commands.tree(session()), names);

    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(
            CONTRACT.stream().map(line -> name(line, names)).toList());
  }

  @Test
  void aPlannedCommandSaysSoAndFails() {
    Cli.Ran ran = new Cli(folder.resolve("none")).run("serve", "--port", "1", "--json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).contains("\"code\":\"UC1007\"", "planned");
    assertThat(new Cli(folder).run("--help").out()).containsPattern("ducctl serve.*\\(planned\\)");
  }

  private static void collect(String prefix, CommandLine at, Set<String> names) {
    for (Map.Entry<String, CommandLine> each : at.getSubcommands().entrySet()) {
      String name = prefix + each.getKey();
      if (each.getValue().getSubcommands().isEmpty()) {
        names.add(name);
      } else {
        collect(name + " ", each.getValue(), names);
      }
    }
  }

  private static String name(String line, Set<String> names) {
    return names.stream()
        .filter(n -> line.equals(n) || line.startsWith(n + " "))
        .findFirst()
        .orElse(line);
  }

  private static Session session() {
    return new Session(
        System.out,
        System.err,
        Map.of(),
        java.time.Clock.systemUTC(),
        false,
        dev.updatecenter.app.wiring.Wiring::new);
  }
}
