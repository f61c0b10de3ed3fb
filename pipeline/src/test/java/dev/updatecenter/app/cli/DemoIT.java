package dev.updatecenter.app.cli;

import static dev.updatecenter.app.cli.SampleHome.PRODUCT;
import static dev.updatecenter.app.cli.SampleHome.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.jobs.DeviceConfigZip;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.TufJs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it; what it publishes is judged by programs of others. */
class DemoIT {
  private static final List<String> CHECKOUT =
      List.of("-Dupdatecenter.checkout=" + SampleHome.CHECKOUT);

  private static Path home;

  private final Path folder;

  DemoIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void runOnce(@TempDir Path folder) throws Exception {
    home = folder.resolve("home");
    ChildProcess.run(CHECKOUT, home, "demo").endsWith(0);
  }

  @Test
  void secondRunFindsNothingToDoAndLeavesThePublishedTreeAlone() throws Exception {
    SortedMap<Path, String> before = PublishedTree.of(home);

    CommandRun again = ChildProcess.run(CHECKOUT, home, "demo").endsWith(0);

    assertThat(again.out()).containsIgnoringCase("nothing to do");
    assertThat(PublishedTree.of(home)).isEqualTo(before);
  }

  @Test
  void leavesNothingBehind() throws Exception {
    assertThat(World.of(home).keySet())
        .noneMatch(
            name ->
                name.matches(
                    "(.*/)?([^/]*[.](part|tmp|lock[.]db|trace[.]db)|(signing|intake)-[^/]*)/?"))
        .noneMatch(name -> name.matches("(pending|work/[^/]*)/.+"));
  }

  @Test
  void tufJsDownloadsEveryPackageOfTheOffer() throws Exception {
    TufJs client = TufJs.require();
    List<String> targets = targets();
    Path state = Files.createDirectories(folder.resolve("state"));
    Path downloads = Files.createDirectories(folder.resolve("downloads"));
    Files.copy(root(), state.resolve("root.json"));
    try (FolderServer server = new FolderServer(home.resolve("store"))) {
      List<String> verdicts =
          client.judge(
              List.of(
                  Map.of(
                      "name",
                      "offer",
                      "dir",
                      state.toString(),
                      "targetDir",
                      downloads.toString(),
                      "metadata",
                      server.base() + "/products/" + PRODUCT + "/metadata",
                      "urls",
                      List.of(server.base()),
                      "targets",
                      targets)),
              folder);
      assertThat(verdicts).containsExactly("offer ok");
    }
    assertThat(targets).hasSize(4);
  }

  @Test
  void osslsigncodeVerifiesEveryPackageOfTheOfferWithItsTimestamp() throws Exception {
    Path program = Programs.require("osslsigncode");
    Path trust = home.resolve("trust");
    for (Path file : packages()) {
      Programs.Result result =
          Programs.run(
              program,
              "verify",
              "-CAfile",
              trust.resolve("code-signing-root.pem").toString(),
              "-TSA-CAfile",
              trust.resolve("timestamp-root.pem").toString(),
              file.toString());
      assertThat(result.exit()).as(result.output()).isZero();
      // Its exit status says nothing of the timestamp.
      assertThat(result.output())
          .contains("Succeeded")
          .contains("Timestamp Server Signature verification: ok");
    }
  }

  @Test
  void aDeviceFindsItsProductByItsHardware() throws Exception {
    assertThat(SampleHome.scan(home, folder.resolve("device"))).isEqualTo("install");
  }

  @Test
  void aDeviceNeedsNothingButWhatItsImageCarries() throws Exception {
    Path image = folder.resolve("image");
    DeviceConfigZip.unpack(home.resolve("devices/device-config.zip"), image);
    Node carried = Json.read(Files.readAllBytes(image.resolve("device.json")), "device.json");

    Node scan =
        CommandRun.of(
                folder.resolve("none"),
                "device",
                "scan",
                "--json",
                "--base=" + carried.text("base").orElseThrow(),
                "--root=" + image.resolve("root.json"),
                "--trust=" + image.resolve("code-signing-root.pem"),
                "--tsa-trust=" + image.resolve("timestamp-root.pem"),
                "--ring=" + carried.text("ring").orElseThrow(),
                "--smbios=" + WORKSPACE.resolve("device").resolve("smbios.bin"),
                "--state=" + folder.resolve("device"),
                "--os=10.0.17763.1577",
                "--ocp=10.0.0.0",
                "--out=" + folder.resolve("download"))
            .endsWith(0)
            .json();

    assertThat(scan.text("decision")).contains("install");
    assertThat(scan.text("product")).isEqualTo(carried.text("product"));
    assertThat(folder.resolve("download/packages.json")).exists();
    // The demo's own devices were given the very same files.
    for (String file : List.of("device.json", "root.json", "code-signing-root.pem")) {
      assertThat(home.resolve("devices/image").resolve(file))
          .hasSameBinaryContentAs(image.resolve(file));
    }
  }

  @Test
  void whileOneSubmitsOthersMayLookButNotSubmit() throws Exception {
    Path other = SampleHome.prepared(folder.resolve("home"));
    String[] submit = {"submit", WORKSPACE.resolve("release.yaml").toString()};
    List<String> park =
        List.of(Fault.options("before audit.intent sign-package", 1, Fault.Act.PARK));
    try (ChildProcess first = ChildProcess.start(park, other, submit)) {
      first.awaitParked();

      CommandRun status = ChildProcess.run(List.of(), other, "status", "--json").endsWith(0);
      CommandRun second = ChildProcess.run(List.of(), other, submit).endsWith(6);

      assertThat(status.json().get("products").orElseThrow().elements()).hasSize(1);
      assertThat(second.err()).contains("held by submit 10.0.2.0, process ");
      first.end().endsWith(0);
    }
  }

  private static Path root() {
    return home.resolve("trust").resolve(PRODUCT.value()).resolve("root.json");
  }

  /** The targets of the packages that the ring's offer names. */
  private static List<String> targets() throws Exception {
    return offered().stream().map(p -> p.text("target").orElseThrow()).toList();
  }

  private static List<Node> offered() throws Exception {
    Path offers = home.resolve("store/content").resolve(PRODUCT.value()).resolve("offers");
    try (Stream<Path> files = Files.list(offers)) {
      Path offer = files.findFirst().orElseThrow();
      Node json = Json.read(Files.readAllBytes(offer), offer.toString());
      return json.get("releases")
          .orElseThrow()
          .elements()
          .get(0)
          .get("packages")
          .orElseThrow()
          .elements();
    }
  }

  private static List<Path> packages() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("store/content/packages"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
