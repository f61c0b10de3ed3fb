package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.testing.CbsPackages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackageBuildCommandTest {
  private final Path folder;
  private final Path source;
  private final Path out;

  PackageBuildCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.source = Files.createDirectory(folder.resolve("source"));
    this.out = folder.resolve("Contoso.Touch.cab");
    Files.write(
        source.resolve("update.mum"),
        CbsPackages.manifest("Contoso.Touch", "10.0.2.0", "arm", new TreeMap<>()));
  }

  @Test
  void printsWhatItBuiltAndThatNobodySignedIt() throws Exception {
    Cli.Ran first = run("--json", "package", "build", source, "--out", out);
    assertThat(first.exit()).as(first.err()).isZero();
    Node json = json(first);
    assertThat(json.text("state")).contains("built");
    assertThat(json.text("format")).contains("cbs");
    assertThat(first.out()).contains("\"signed\":false");
    assertThat(first.err()).contains("not signed", "ducctl sign " + out);
    assertThat(json(run("--json", "package", "build", source, "--out", out)).text("state"))
        .contains("unchanged");
    Cli.Ran words = run("package", "build", source, "--out", out);
    assertThat(words.out()).contains("was built already: cbs", "update.cat: 1 members, not signed");
    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void endsWithFindingsWhereASubmissionWouldRefuseThePackage() throws Exception {
    Files.writeString(source.resolve("update.mum"), "<assembly/>");
    Cli.Ran ran = run("--json", "package", "build", source, "--out", out);
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(json(ran).text("state")).contains("refused");
    assertThat(ran.out()).contains("\"code\":\"UC3031\"", "\"sha256\":null");
    assertThat(ran.err()).contains("Nothing was written");
    assertThat(out).doesNotExist();
  }

  @Test
  void endsAsUsageOrConflictWithoutAPackage() throws Exception {
    Files.writeString(out, "another");
    assertThat(run("package", "build", source, "--out", out).exit()).isEqualTo(6);
    Files.delete(source.resolve("update.mum"));
    assertThat(run("package", "build", source, "--out", out).exit()).isEqualTo(2);
    assertThat(run("package", "build", folder.resolve("none"), "--out", out).exit()).isEqualTo(5);
    assertThat(run("package", "build", source).exit()).isEqualTo(2);
    assertThat(Files.readString(out)).isEqualTo("another");
  }

  private Cli.Ran run(Object... arguments) {
    return new Cli(folder.resolve("home")).run(arguments);
  }

  private static Node json(Cli.Ran ran) throws Exception {
    Node json = Json.read(ran.out().getBytes(StandardCharsets.UTF_8), "stdout");
    assertThat(SchemaCheck.check("build-result", json)).isEmpty();
    return json;
  }
}
