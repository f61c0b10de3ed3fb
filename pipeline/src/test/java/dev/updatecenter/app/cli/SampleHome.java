package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.jobs.Enrolment;
import dev.updatecenter.app.wiring.ConfigurationReader;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.testing.LabSubscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Homes around the sample workspace. */
final class SampleHome {
  static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  static final Path WORKSPACE = CHECKOUT.resolve("samples").resolve("contoso-kiosk");
  static final String RELEASE = WORKSPACE.resolve("release.yaml").toString();
  static final ProductName PRODUCT = new ProductName("ContosoKiosk");

  private SampleHome() {}

  /** A home that trusts the sample's submitter and knows nothing else. */
  static Path trusting(Path home) throws IOException {
    DemoTrust.configure(new Home(home).create(), WORKSPACE);
    return home;
  }

  /** A home in which the sample's product is registered and a dozen devices are enrolled. */
  static Path registered(Path home) throws IOException {
    trusting(home);
    CommandRun.of(home, "product", "import", WORKSPACE.toString()).endsWith(0);
    List<DeviceId> devices =
        IntStream.range(0, 12)
            .mapToObj(i -> ContentDigest.of(("TEST device " + i).getBytes(StandardCharsets.UTF_8)))
            .map(digest -> DeviceId.parse(digest.hex()))
            .toList();
    try (Wiring wiring = wiring(home)) {
      new Enrolment(wiring).enrol(devices, PRODUCT, RingName.PREVIEW);
    }
    return home;
  }

  /** The same with all that it takes to submit and to flight. */
  static Path prepared(Path home) throws IOException {
    registered(home);
    try (Wiring wiring = wiring(home)) {
      LabSubscription.note(wiring, PRODUCT);
      // Makes the throw-away chain, so that copies of this home sign with one certificate.
      assertThat(wiring.signer().chain()).isNotEmpty();
    }
    return home;
  }

  static Wiring wiring(Path folder) {
    Home home = new Home(folder);
    return new Wiring(
        home,
        new ConfigurationReader(Map.of()).read(Optional.empty(), home),
        Clock.systemUTC(),
        Progress.NONE);
  }

  /** A copy of a home that nobody uses. */
  static Path copy(Path home, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(home.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }

  /** What a device of the sample's model is offered in Preview. */
  static String scan(Path home, Path device) throws Exception {
    Path trust = home.resolve("trust");
    return CommandRun.of(
            home,
            "device",
            "scan",
            "--json",
            "--base=" + home.resolve("store").toUri(),
            "--root=" + trust.resolve(PRODUCT.value()).resolve("root.json"),
            "--trust=" + trust.resolve("code-signing-root.pem"),
            "--tsa-trust=" + trust.resolve("timestamp-root.pem"),
            "--state=" + device,
            "--smbios=" + WORKSPACE.resolve("device").resolve("smbios.bin"),
            "--ring=Preview",
            "--os=10.0.17763.1577",
            "--ocp=10.0.0.0")
        .endsWith(0)
        .json()
        .text("decision")
        .orElseThrow();
  }
}
