package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.Azurite;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.TufJs;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of samples/hosting/README.md, run as it stands: the demo on Azurite behind nginx. */
class AzuriteDemoIT {
  private static final Path HOSTING = SampleHome.CHECKOUT.resolve("samples/hosting");
  private static final String MARK = "<!-- A test runs this block. -->";

  private final Path folder;

  AzuriteDemoIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void needPrograms() {
    Programs.require("nginx");
    Programs.require("bash");
    TufJs.require();
    Azurite.require();
  }

  @Test
  void everyPackageIsVerifiedThroughTheCdnAndTheSecondDeviceIsServedByItsCache() throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));

    Programs.Result ran = run(command(), Map.of("TMPDIR", work.toString()));

    assertThat(ran.exit()).as(ran.output()).isZero();
    assertThat(ran.output().lines().filter(line -> line.matches("verified +[0-9]+ bytes .*")))
        .hasSize(4);
    assertThat(ran.output())
        .contains("10.0.2.0 in Preview: pass", "Published tree   azblob://devstoreaccount1/updates")
        .contains("install 10.0.2.0", "timestamp.json within its max-age: yes")
        .containsPattern("20[06] HIT .*/content/packages/")
        .containsPattern("200 HIT .*/metadata/[0-9]+[.]snapshot[.]json");
    assertThat(work).isEmptyDirectory();
    for (String address : List.of("store   http://127.0.0.1:", "CDN     http://127.0.0.1:")) {
      assertThat(listens(ran.output(), address)).as(address).isFalse();
    }
  }

  @Test
  void saysAllThatIsMissingAndStartsNothing() throws Exception {
    Programs.Result ran = run(command(), Map.of("NODE_PATH", "", "TMPDIR", folder.toString()));

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.output()).contains("azurite", "tuf-js", "NODE_PATH").doesNotContain("==");
  }

  /** The block's only line, from the top of the checkout. */
  private static String command() throws IOException {
    String readme = Files.readString(HOSTING.resolve("README.md"));
    int begin = readme.indexOf("```sh\n", readme.indexOf(MARK)) + "```sh\n".length();
    return readme.substring(begin, readme.indexOf("```", begin)).strip();
  }

  /** Instead of the launcher, which would build the program, the classes under test. */
  private Path ducctl() throws IOException {
    String all = System.getProperty("java.class.path");
    String classPath =
        Arrays.stream(
                System.getProperty("surefire.test.class.path", all).split(File.pathSeparator, -1))
            .map(each -> Path.of(each).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    Path script = folder.resolve("ducctl");
    Files.writeString(
        script,
        "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 '-Dupdatecenter.checkout=%s' -cp '%s' %s \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                SampleHome.CHECKOUT,
                classPath,
                Main.class.getName()));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private Programs.Result run(String command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", command)
            .directory(SampleHome.CHECKOUT.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("DUCCTL", ducctl().toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(output).isTrue();
    return new Programs.Result(process.exitValue(), output);
  }

  private static boolean listens(String output, String before) {
    int begin = output.indexOf(before) + before.length();
    String port = output.substring(begin).split("[^0-9]", 2)[0];
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
