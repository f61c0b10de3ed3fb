package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.SoftHsmToken;
import dev.updatecenter.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a home refuses to sign with once a product of it is of profile {@code production}. */
class ProductionSigningIT {
  private static final Path POLICY =
      SampleHome.WORKSPACE.resolve("Source-arm/Products/ContosoKiosk/policy.yaml");

  private final KeyPair keys = TestCertificates.keys("EC", 256);
  private final List<X509Certificate> chain =
      new TestCertificates(Clock.systemUTC().instant()).leaf().keys(keys).chain();
  private final Path folder;
  private final Path home;

  ProductionSigningIT(@TempDir Path folder) {
    this.folder = folder;
    this.home = folder.resolve("home");
  }

  @Test
  void theHomesOwnChainIsNeitherTrustedNorAKeyForIt() throws Exception {
    // Its chain is there, and works in the lab.
    sign("lab").endsWith(0);
    register();

    assertThat(sign("a").endsWith(3).out()).contains("UC4009", "UC4010", "UC4020");
    assertNothingBegan("a", 1);
  }

  @Test
  void theHomesOwnRootIsNotTrustedWhoeverNamesIt() throws Exception {
    sign("lab").endsWith(0);
    Files.writeString(
        home.resolve("updatecenter.yaml"),
        """
        apiVersion: updatecenter/v1
        kind: Configuration
        trust: { codeSigning: ["keys/lab/code-signing-root.pem"] }
        """);
    register();

    assertThat(sign("a").endsWith(3).out()).contains("UC4020");
    assertNothingBegan("a", 1);
  }

  @Test
  void aKeyInAFileIsRefused() throws Exception {
    String file = KeyedHome.pkcs12(folder.resolve("release.p12"), keys, chain);
    KeyedHome.create(home, chain.get(1), "", file);
    sign("lab").endsWith(0);
    register();

    assertThat(sign("a").endsWith(3).out()).contains("UC4010", "UC4009").doesNotContain("UC4020");
    assertNothingBegan("a", 1);
  }

  @Test
  void aTestCertificateInATokenIsRefusedBeforeTheTokenSigns() throws Exception {
    SoftHsmToken token =
        SoftHsmToken.create(folder.resolve("token"), "TEST-ev")
            .withKey("release", keys.getPrivate(), chain);
    KeyedHome.create(home, chain.get(1), "", token.uri("release"));
    register();

    assertThat(sign("a").endsWith(3).out()).contains("UC4009").doesNotContain("UC4010");

    assertThat(token.signatures()).isZero();
    assertNothingBegan("a", 0);
  }

  @Test
  void aReleaseIsRefusedByItsValidation() throws Exception {
    SampleHome.prepared(home);
    register();

    CommandRun refused = CommandRun.of(home, "submit", SampleHome.RELEASE).endsWith(3);

    assertThat(refused.out()).contains("UC4009", "UC4010", "UC4020");
    assertThat(home.resolve("signed")).doesNotExist();
    assertThat(home.resolve("store/products")).doesNotExist();
  }

  private CommandRun sign(String name) throws IOException {
    Path file = SignableSamples.cabinet(folder.resolve(name + ".cab"), name);
    return CommandRun.of(home, "sign", file.toString(), "--out", folder.resolve("out").toString());
  }

  private void register() throws IOException {
    String policy = Files.readString(POLICY);
    assertThat(policy).contains("profile: lab");
    String product = Files.readString(POLICY.resolveSibling("product.yaml"));
    try (Wiring wiring = SampleHome.wiring(home)) {
      wiring
          .models()
          .register(
              RegisteredProduct.of(
                  product,
                  policy.replace("profile: lab", "profile: production"),
                  wiring.clock().instant()));
    }
  }

  /** Neither a file, nor the word of an intent to use the key. */
  private void assertNothingBegan(String name, int before) {
    assertThat(folder.resolve("out").resolve(name + ".cab")).doesNotExist();
    try (Wiring wiring = SampleHome.wiring(home)) {
      int count = 0;
      var records = wiring.auditTrail().records(ProductName.HOME);
      while (records.hasNext()) {
        count += records.next().facts().containsKey("file") ? 1 : 0;
      }
      // An intent and its result.
      assertThat(count).isBetween(before, 2 * before);
    }
  }
}
