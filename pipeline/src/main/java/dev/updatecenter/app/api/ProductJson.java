package dev.updatecenter.app.api;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.MachineInfo;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A registered product: the result of {@code product show}, an item of {@code product list}.
 *
 * @param digest SHA-256 of product.yaml, hex
 * @param policy SHA-256 of policy.yaml, hex
 * @param registeredAt RFC 3339, UTC
 */
public record ProductJson(
    int schemaVersion,
    String product,
    String arch,
    String edition,
    String servicing,
    Baseline baseline,
    MachineInfo smbios,
    HardwareJson hardware,
    List<String> rings,
    String digest,
    String policy,
    String registeredAt) {
  /** Copies. */
  public ProductJson {
    rings = List.copyOf(rings);
  }

  /** The versions that devices left the factory with. */
  public record Baseline(String os, String ocp) {}

  /** The products of a home, as {@code product list} prints them. */
  public record Listing(int schemaVersion, List<ProductJson> products) {
    /** Copies. */
    public Listing {
      products = List.copyOf(products);
    }
  }

  /** The shape of a product. */
  public static ProductJson of(RegisteredProduct registered) {
    DeviceModel model = registered.model();
    return new ProductJson(
        1,
        model.product().value(),
        model.arch().wireName(),
        model.edition().wireName(),
        model.servicing().wireName(),
        new Baseline(model.baselineOs().toString(), model.baselineOcp().toString()),
        model.smbios(),
        HardwareJson.of(model),
        model.rings().stream().map(Object::toString).toList(),
        registered.digest().hex(),
        ContentDigest.of(registered.policyYaml().getBytes(StandardCharsets.UTF_8)).hex(),
        registered.registeredAt().toString());
  }
}
