package dev.updatecenter.capability.devicemodel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.devicemodel.DeviceModelRegistry;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class JdbcDeviceModelRegistryTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");
  private static final String YAML =
      """
      apiVersion: updatecenter/v1
      kind: Product
      metadata: { name: ContosoKiosk }
      deviceModel:
        arch: arm
        edition: iot-core
        servicing: ltsc
        baseline: { os: "10.0.17763.1577", ocp: "10.0.0.0" }
        smbios: { manufacturer: Contoso, productName: Kiösk, baseboardProduct: CK-BB-02 }
      """;

  private final JdbcClient jdbc = JdbcClient.create(database());
  private final DeviceModelRegistry registry =
      new JdbcDeviceModelRegistry(jdbc, Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void givesBackWhatWasRegisteredWordForWord() {
    RegisteredProduct product = RegisteredProduct.of(YAML, "kind: Policy # ünread\n", NOON);
    registry.register(product);

    assertThat(registry.find(new ProductName("ContosoKiosk"))).contains(product);
    assertThat(registry.find(new ProductName("contosokiosk"))).isEmpty();
  }

  @Test
  void replacesAProductOfTheSameName() {
    registry.register(RegisteredProduct.of(YAML, "", NOON));
    RegisteredProduct later =
        RegisteredProduct.of(YAML.replace("ltsc", "semi-annual"), "p", NOON.plusSeconds(1));
    registry.register(later);

    assertThat(registry.list()).containsExactly(later);
  }

  @Test
  void listsByName() {
    for (String name : new String[] {"b", "C", "a"}) {
      registry.register(RegisteredProduct.of(YAML.replace("ContosoKiosk", name), "", NOON));
    }

    assertThat(registry.list())
        .extracting(p -> p.model().product().value())
        .containsExactly("C", "a", "b");
  }

  @Test
  void refusesADocumentThatWasAlteredInTheDatabase() {
    registry.register(RegisteredProduct.of(YAML, "", NOON));
    jdbc.sql("UPDATE device_models SET product_yaml = REPLACE(product_yaml, 'BB-02', 'BB-03')")
        .update();

    assertThatThrownBy(registry::list)
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.UNTRUSTED));
  }

  @Test
  void refusesToRegisterWhatIsNoProduct() {
    assertThatThrownBy(() -> RegisteredProduct.of("kind: Product\n", "", NOON))
        .isInstanceOf(UpdateCenterException.class)
        .hasMessageContaining("apiVersion is missing");
  }

  @Test
  void refusesADigestOfAnotherDocument() {
    RegisteredProduct product = RegisteredProduct.of(YAML, "", NOON);

    assertThatThrownBy(
            () ->
                new RegisteredProduct(
                    product.model(), ContentDigest.of(new byte[0]), YAML, "", NOON))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static JdbcDataSource database() {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    new ResourceDatabasePopulator(new ClassPathResource("db/migration/V3__device_models.sql"))
        .execute(database);
    return database;
  }
}
