package dev.updatecenter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher at the top of the repository, with a Java and a Maven that only write down how they
 * were called, in a checkout whose path has a space.
 */
final class LauncherTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private Path temp;
  private Path checkout;
  private Path jdk;
  private Path tools;
  private Path bash;

  @BeforeEach
  void layOutACheckout(@TempDir Path folder) throws IOException {
    temp = folder;
    bash = Programs.require("bash");
    checkout = Files.createDirectories(temp.resolve("a checkout"));
    Files.copy(SourceFiles.MODULE.resolve("../ducctl"), checkout.resolve("ducctl"));
    source("pom.xml");
    source("pipeline/pom.xml");
    source("pipeline/src/main/java/Main.java");
    source("schemas/release.schema.json");
    tools = Files.createDirectories(temp.resolve("tools"));
    jdk = Files.createDirectories(temp.resolve("jdk"));
    Files.writeString(jdk.resolve("release"), "JAVA_RUNTIME_VERSION=\"17.0.15+6\"\n");
    script(
        jdk.resolve("bin/java"),
        """
        case "$*" in
          *jarmode=tools*)
            for last; do :; done
            mkdir -p "$last/lib" && echo app > "$last/update-center.jar" ;;
          *ArchiveClassesAtExit*|*/jsa*) ;;
          *) printf '<%s>' "$@" ; exit 42 ;;
        esac
        """);
    script(
        tools.resolve("mvn"),
        """
        echo built >> "$0.calls"
        target=$(dirname "$4")/pipeline/target
        echo "jar $(wc -l < "$0.calls")" > "$target/update-center.jar"
        echo original > "$target/update-center.jar.original"
        touch -d 2026-01-01 "$target/update-center.jar"
        """);
  }

  @Test
  void buildsOnceSaysSoAndPassesArgumentsAndExitCode() throws Exception {
    Ended first = launch("flight", "a b", "*");
    assertThat(first.err).contains("the program is missing; building it");
    assertThat(first.exit).isEqualTo(42);
    assertThat(first.out)
        .contains("<-Dh2.bindAddress=127.0.0.1>")
        .contains("<-Dupdatecenter.checkout=" + checkout.toRealPath() + ">")
        .doesNotContain("TieredStopAtLevel")
        .endsWith("<flight><a b><*>");

    Ended second = launch("flight");
    assertThat(second.err).isEmpty();
    assertThat(second.out).contains("/pipeline/target/app/");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewerOrGone() throws Exception {
    launch("version");
    Files.setLastModifiedTime(
        checkout.resolve("schemas/release.schema.json"),
        FileTime.from(Files.getLastModifiedTime(stamp()).toInstant().plusSeconds(1)));
    assertThat(launch("version").err).contains("older than its sources");
    assertThat(builds()).isEqualTo(2);

    source("schemas/release.schema.json");
    Files.delete(checkout.resolve("pipeline/src/main/java/Main.java"));
    Files.setLastModifiedTime(
        checkout.resolve("pipeline/src/main/java"),
        FileTime.from(Files.getLastModifiedTime(stamp()).toInstant().plusSeconds(1)));
    launch("version");
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void showsTheEndOfTheLogWhenTheBuildFails() throws Exception {
    script(tools.resolve("mvn"), "echo what went wrong; exit 1\n");
    Ended ended = launch("demo");
    assertThat(ended.exit).isEqualTo(2);
    assertThat(ended.out).isEmpty();
    assertThat(ended.err).contains("what went wrong").contains("ducctl-build.log");
  }

  @Test
  void endsWithUsageWhenJavaIsMissingOrOld() throws Exception {
    Files.writeString(jdk.resolve("release"), "JAVA_RUNTIME_VERSION=\"11.0.2+9\"\n");
    Ended old = launch("demo");
    assertThat(old.exit).isEqualTo(2);
    assertThat(old.err).contains("11.0.2").contains("17 or newer");

    Files.delete(jdk.resolve("bin/java"));
    Ended missing = launch("demo");
    assertThat(missing.exit).isEqualTo(2);
    assertThat(missing.err).contains("JAVA_HOME");
  }

  @Test
  void stopsAtTheFirstCompilerForShortCommandsOnly() throws Exception {
    for (String command :
        List.of("--home|h|status", "product|list", "explain|UC1001", "--help", "advance")) {
      assertThat(launch(command.split("\\|", -1)).out).as(command).contains("TieredStopAtLevel=1");
    }
    for (String command : List.of("demo", "--home|status|submit|r.yaml", "device|scan")) {
      assertThat(launch(command.split("\\|", -1)).out).as(command).doesNotContain("TieredStop");
    }
  }

  @Test
  void isReachedThroughALinkFromAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("link"), checkout.resolve("ducctl"));
    Ended ended = launch(link, "version");
    assertThat(ended.exit).isEqualTo(42);
    assertThat(ended.out).contains(checkout.toRealPath().toString());
  }

  private Ended launch(String... arguments) throws Exception {
    return launch(checkout.resolve("ducctl"), arguments);
  }

  private Ended launch(Path launcher, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(bash.toString(), launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(k -> k.startsWith("UPDATECENTER_") || k.equals("MAVEN_ARGS"));
    environment.put("JAVA_HOME", jdk.toString());
    environment.put("PATH", tools + ":" + System.getenv("PATH"));
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private long builds() throws IOException {
    return Files.readAllLines(tools.resolve("mvn.calls")).size();
  }

  private Path stamp() {
    return checkout.resolve("pipeline/target/ducctl.built");
  }

  /** A file as old as the world, in folders as old. */
  private void source(String name) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x", StandardCharsets.UTF_8);
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body, StandardCharsets.UTF_8);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Ended(int exit, String out, String err) {}
}
