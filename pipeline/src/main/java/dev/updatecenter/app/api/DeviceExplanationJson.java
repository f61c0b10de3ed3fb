package dev.updatecenter.app.api;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code device explain}.
 *
 * @param device SHA-256 of its public key, hex
 * @param at of which moment, RFC 3339
 * @param products what each product that it is enrolled for tells it; never empty
 */
public record DeviceExplanationJson(
    int schemaVersion, String device, String at, List<ProductJson> products) {
  /** Copies. */
  public DeviceExplanationJson {
    products = List.copyOf(products);
  }

  /**
   * What it is told of one product.
   *
   * @param ring the ring it is or was in
   * @param rolloutSignedAt null where nothing was published
   * @param decision as {@code device scan} has it
   * @param release the release it is about, if it is about one
   * @param packages how many packages it would install now
   */
  public record ProductJson(
      String product,
      String ring,
      StateJson state,
      @Nullable String rolloutSignedAt,
      String decision,
      @Nullable String release,
      int packages,
      List<String> reasons,
      List<ReleaseStandingJson> releases,
      List<FindingJson> findings) {
    /** Copies. */
    public ProductJson {
      reasons = List.copyOf(reasons);
      releases = List.copyOf(releases);
      findings = List.copyOf(findings);
    }
  }

  /**
   * What the device runs, as far as it said.
   *
   * @param installed the highest release it said to have installed
   * @param source where the versions are known from: its latest report, earlier ones, or the model
   * @param reportedAt when it last said anything, by its own time
   */
  public record StateJson(
      String os,
      String ocp,
      @Nullable String installed,
      String source,
      @Nullable String reportedAt) {}

  /**
   * How a release stands to the device.
   *
   * @param state {@code active}, {@code paused}, {@code halted} or {@code notOffered}
   * @param share of the ring's devices, 0 to 1
   * @param position the share from which on the device is in, 0 to 1
   */
  public record ReleaseStandingJson(
      String version,
      String state,
      @Nullable BigDecimal share,
      @Nullable BigDecimal position,
      List<String> sentences) {
    /** Copies. */
    public ReleaseStandingJson {
      sentences = List.copyOf(sentences);
    }
  }
}
