package dev.updatecenter.capability.devicemodel.jdbc;

import dev.updatecenter.capability.devicemodel.DeviceModelRegistry;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the documents in table {@code device_models} and reads each model out of its document, so
 * that the two cannot part. A document that was altered in the database is refused.
 */
public final class JdbcDeviceModelRegistry implements DeviceModelRegistry {
  private static final String COLUMNS =
      "SELECT product, document_sha256, product_yaml, policy_yaml, registered_at"
          + " FROM device_models ";

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * Over a database that has the table.
   *
   * @param clock tells when a row was last written
   */
  public JdbcDeviceModelRegistry(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void register(RegisteredProduct product) {
    // Plain SQL has no upsert; the product's lease keeps a second writer away.
    int updated =
        write(
            "UPDATE device_models SET document_sha256 = :digest, product_yaml = :product_yaml,"
                + " policy_yaml = :policy_yaml, registered_at = :registered_at,"
                + " written_at = :written_at WHERE product = :product",
            product);
    if (updated == 0) {
      write(
          "INSERT INTO device_models (product, document_sha256, product_yaml, policy_yaml,"
              + " registered_at, written_at) VALUES (:product, :digest, :product_yaml,"
              + " :policy_yaml, :registered_at, :written_at)",
          product);
    }
  }

  @Override
  public Optional<RegisteredProduct> find(ProductName product) {
    return jdbc.sql(COLUMNS + "WHERE product = :product")
        .param("product", product.value())
        .query((row, number) -> product(row))
        .optional();
  }

  @Override
  public List<RegisteredProduct> list() {
    return jdbc.sql(COLUMNS).query((row, number) -> product(row)).list().stream()
        // Here and not in SQL: databases collate letters differently.
        .sorted((a, b) -> a.model().product().compareTo(b.model().product()))
        .toList();
  }

  private int write(String sql, RegisteredProduct product) {
    return jdbc.sql(sql)
        .param("product", product.model().product().value())
        .param("digest", product.digest().hex())
        .param("product_yaml", product.productYaml())
        .param("policy_yaml", product.policyYaml())
        .param("registered_at", utc(product.registeredAt()))
        .param("written_at", utc(clock.instant().truncatedTo(ChronoUnit.MICROS)))
        .update();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static RegisteredProduct product(ResultSet row) throws SQLException {
    RegisteredProduct product =
        RegisteredProduct.of(
            row.getString("product_yaml"),
            row.getString("policy_yaml"),
            row.getObject("registered_at", OffsetDateTime.class).toInstant());
    String name = row.getString("product");
    ContentDigest kept = ContentDigest.ofHex(row.getString("document_sha256"));
    if (!product.digest().equals(kept) || !product.model().product().value().equals(name)) {
      throw UpdateCenterException.error(
              "UC2050",
              ExitCode.UNTRUSTED,
              "the registered product.yaml of " + name + " was altered")
          .where("table device_models")
          .why("its SHA-256 is " + product.digest() + ", registered was " + kept)
          .fix("import the product again")
          .state("nothing was changed")
          .build();
    }
    return product;
  }
}
