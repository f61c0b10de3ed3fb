package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.jobs.RoleKeyGeneration;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.Delegations;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.stage.publishing.MetadataAct;
import dev.updatecenter.stage.publishing.MetadataChange;
import dev.updatecenter.testing.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code refresh} as a scheduler runs it: on time, late, and where something cannot be mended. */
class RefreshIT {
  private static final String OTHER = "ContosoPanel";
  private static Path published;

  private final Path folder;
  private final Path home;

  RefreshIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.home = SampleHome.copy(published, folder.resolve("home"));
  }

  @BeforeAll
  static void prepare(@TempDir Path folder) throws Exception {
    published = SampleHome.prepared(folder.resolve("published"));
    CommandRun.of(published, "submit", SampleHome.RELEASE).endsWith(0);
    CommandRun.of(published, "flight", "ContosoKiosk", "--ring", "Preview").endsWith(0);
  }

  private CommandRun after(Duration time, String... arguments) {
    Clock clock = new SettableClock(Instant.now().plus(time));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Session session =
        new Session(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            clock,
            false,
            Wiring::new);
    List<String> all =
        Stream.concat(
                Stream.of("--home", home.toString(), "--progress", "none"),
                Arrays.stream(arguments))
            .toList();
    int exit = new Ducctl(session).run(all.toArray(String[]::new));
    return new CommandRun(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Path metadata(String product) {
    return home.resolve("store/products").resolve(product).resolve("metadata");
  }

  private Node rollout() throws Exception {
    try (Stream<Path> files = Files.list(home.resolve("store/content/ContosoKiosk"))) {
      Instant newest = Instant.MIN;
      Node last = null;
      for (Path file : files.filter(f -> f.toString().endsWith(".rollout.json")).toList()) {
        Node each = Json.read(Files.readAllBytes(file), file.toString());
        Instant at = Instant.parse(each.text("signedAt").orElseThrow());
        if (at.isAfter(newest)) {
          newest = at;
          last = each;
        }
      }
      return java.util.Objects.requireNonNull(last);
    }
  }

  private static Instant signedAt(Node rollout) {
    return Instant.parse(rollout.text("signedAt").orElseThrow());
  }

  @Test
  void aMissedWeekIsMendedByOneRun() throws Exception {
    Duration week = Duration.ofDays(8);
    assertThat(scan(week).exit()).isEqualTo(12);
    Node before = rollout();

    Node result = after(week, "refresh", "--json").endsWith(0).json();

    assertThat(SchemaCheck.check("refresh-result", result)).isEmpty();
    assertThat(result.get("warnings").orElseThrow().elements()).isEmpty();
    Node now = rollout();
    assertThat(signedAt(now)).isAfter(signedAt(before).plus(Duration.ofDays(7)));
    assertThat(now.get("rings").orElseThrow().toPlain())
        .isEqualTo(before.get("rings").orElseThrow().toPlain());
    assertThat(scan(week).endsWith(0).out()).contains("install");
  }

  private CommandRun scan(Duration time) {
    Path trust = home.resolve("trust");
    return after(
        time,
        "device",
        "scan",
        "--json",
        "--base=" + home.resolve("store").toUri(),
        "--root=" + trust.resolve("ContosoKiosk/root.json"),
        "--trust=" + trust.resolve("code-signing-root.pem"),
        "--tsa-trust=" + trust.resolve("timestamp-root.pem"),
        "--state=" + folder.resolve("device"),
        "--smbios=" + SampleHome.WORKSPACE.resolve("device").resolve("smbios.bin"),
        "--ring=Preview",
        "--os=10.0.17763.1577",
        "--ocp=10.0.0.0");
  }

  @Test
  void offlineRolesAreWarnedOfFromSixtyDaysBeforeTheirEnd() throws Exception {
    assertThat(after(Duration.ofDays(304), "refresh").endsWith(0).err()).doesNotContain("UC5072");

    Node soon = after(Duration.ofDays(306), "refresh", "--json").endsWith(0).json();

    assertThat(SchemaCheck.check("refresh-result", soon)).isEmpty();
    assertThat(soon.get("warnings").orElseThrow().elements())
        .allSatisfy(w -> assertThat(w.text("code")).hasValue("UC5072"))
        .extracting(w -> w.text("subject").orElseThrow())
        .contains("metadata role root", "metadata role targets", "metadata role packages");
    // The last refresh before the end is the last that could have told in time.
    CommandRun over = after(Duration.ofDays(363), "refresh").endsWith(12);
    assertThat(over.err()).contains("UC5073", "ducctl keys ceremony export root --out FILE");
    assertThat(after(Duration.ofDays(400), "refresh", "--json").endsWith(12).out())
        .contains("\"renewed\":[\"ContosoKiosk\"]");
  }

  @Test
  void oneProductThatFailsHoldsNoOtherUpAndTheHighestExitWins() throws Exception {
    publishOther();
    byte[] kiosk = Files.readAllBytes(metadata("ContosoKiosk").resolve("timestamp.json"));
    byte[] panel = Files.readAllBytes(metadata(OTHER).resolve("timestamp.json"));
    Files.delete(home.resolve("keys/roles/ContosoKiosk/timestamp.pem"));

    Node result = after(Duration.ofDays(1), "refresh", "--json").endsWith(4).json();

    assertThat(SchemaCheck.check("refresh-result", result)).isEmpty();
    assertThat(result.get("renewed").orElseThrow().elements())
        .extracting(name -> name.text().orElseThrow())
        .containsExactly(OTHER);
    assertThat(result.get("failures").orElseThrow().elements())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.text("product")).hasValue("ContosoKiosk");
              assertThat(f.get("error").flatMap(e -> e.text("fix")).orElseThrow())
                  .contains("ducctl keys list", "ducctl keys rotate timestamp");
            });
    assertThat(metadata("ContosoKiosk").resolve("timestamp.json")).hasBinaryContent(kiosk);
    assertThat(Files.readAllBytes(metadata(OTHER).resolve("timestamp.json"))).isNotEqualTo(panel);
    // Over three days the devices of the first take nothing more: that outranks the missing key.
    CommandRun over = after(Duration.ofDays(4), "refresh").endsWith(12);
    assertThat(over.err()).contains("ContosoKiosk", "UC5073").doesNotContain(OTHER + ": metadata");
  }

  private void publishOther() throws Exception {
    try (Wiring wiring = SampleHome.wiring(home)) {
      RegisteredProduct kiosk = wiring.models().find(SampleHome.PRODUCT).orElseThrow();
      RegisteredProduct other =
          RegisteredProduct.of(
              kiosk.productYaml().replace("ContosoKiosk", OTHER),
              kiosk.policyYaml().replace("ContosoKiosk", OTHER),
              wiring.clock().instant());
      wiring.models().register(other);
      try (Lease lease = wiring.leases().acquire(other.model().product(), "test")) {
        assertThat(new RoleKeyGeneration(wiring).generate(other)).isNotEmpty();
        assertThat(wiring.publishing().metadata(other).publish(MetadataChange::of, lease)).isTrue();
      }
    }
  }

  @Test
  void aRoleThatCannotBeReadIsNothingThatARefreshMends() throws Exception {
    Files.delete(metadata("ContosoKiosk").resolve("1.packages.json"));
    Path packages = metadata("ContosoKiosk").resolve("2.packages.json");
    Files.deleteIfExists(packages);

    CommandRun run = after(Duration.ofDays(1), "refresh").endsWith(12);

    assertThat(run.err()).contains("UC5073", "metadata role packages cannot be read");
  }

  @Test
  void aRoleThatWasLetGoAlarmsNobody() throws Exception {
    RoleName gone = new RoleName("ring-EarlyAdopter");
    try (Wiring wiring = SampleHome.wiring(home)) {
      RegisteredProduct kiosk = wiring.models().find(SampleHome.PRODUCT).orElseThrow();
      try (Lease lease = wiring.leases().acquire(SampleHome.PRODUCT, "test")) {
        wiring
            .publishing()
            .metadata(kiosk)
            .publish(
                editor -> MetadataChange.of(without(gone, editor)),
                MetadataAct.renew(RoleName.TARGETS),
                lease);
      }
    }
    // Its line stays in the snapshot (TUF 5.5.5), its file goes some day.
    Files.delete(metadata("ContosoKiosk").resolve("1.ring-EarlyAdopter.json"));

    assertThat(after(Duration.ofDays(1), "refresh").endsWith(0).err()).doesNotContain("UC507");
  }

  private static RepositoryEditor without(RoleName gone, RepositoryEditor editor) {
    Delegations before = editor.role(RoleName.TARGETS).delegations();
    return editor.withDelegations(
        RoleName.TARGETS,
        before.with(
            Map.of(), before.roles().stream().filter(r -> !r.name().equals(gone)).toList()));
  }
}
