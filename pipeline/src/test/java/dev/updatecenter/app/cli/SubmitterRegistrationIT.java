package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates may submit for which product. */
class SubmitterRegistrationIT {
  private static final Path POLICY =
      SampleHome.WORKSPACE.resolve("Source-arm/Products/ContosoKiosk/policy.yaml");
  private static final String OTHER = "ContosoOther";

  private final Path home;

  SubmitterRegistrationIT(@TempDir Path folder) throws IOException {
    this.home = SampleHome.prepared(folder.resolve("home"));
  }

  @Test
  void aRetiredOneIsRefusedUntilItIsRegisteredAgain() {
    publisher("retire", "ContosoKiosk").endsWith(0);

    assertThat(submit().endsWith(3).out()).contains("UC4102");
    assertThat(home.resolve("store/products")).doesNotExist();

    publisher("register", "ContosoKiosk").endsWith(0);
    submit().endsWith(0);
  }

  @Test
  void oneOfAnotherProductIsRefused() throws Exception {
    publisher("retire", "ContosoKiosk").endsWith(0);
    registerOther();

    publisher("register", OTHER).endsWith(0);

    assertThat(CommandRun.of(home, "publisher", "list", "--product", OTHER).endsWith(0).out())
        .contains("registered");
    assertThat(submit().endsWith(3).out()).contains("UC4102");
    assertThat(home.resolve("store/products")).doesNotExist();
  }

  private CommandRun submit() {
    return CommandRun.of(home, "submit", SampleHome.RELEASE, "--until", "validation");
  }

  private CommandRun publisher(String act, String product) {
    String certificate = SampleHome.WORKSPACE.resolve("trust/submitter.pem").toString();
    return CommandRun.of(home, "publisher", act, certificate, "--product", product);
  }

  private void registerOther() throws IOException {
    String product = Files.readString(POLICY.resolveSibling("product.yaml"));
    assertThat(product).contains("ContosoKiosk");
    try (Wiring wiring = SampleHome.wiring(home)) {
      wiring
          .models()
          .register(
              RegisteredProduct.of(
                  product.replace("ContosoKiosk", OTHER),
                  Files.readString(POLICY).replace("ContosoKiosk", OTHER),
                  wiring.clock().instant()));
    }
  }
}
