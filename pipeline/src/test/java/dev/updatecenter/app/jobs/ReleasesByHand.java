package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.publishing.MetadataChange;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.PublishingLedger;
import dev.updatecenter.stage.publishing.ReleaseRoles;
import dev.updatecenter.stage.publishing.TestReleases;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Releases of a product that are published without a submission, each with one package. */
final class ReleasesByHand {
  /** A product with three rings and no long-term servicing. */
  static final String MODEL =
      """
      apiVersion: updatecenter/v1
      kind: Product
      metadata: { name: ContosoKiosk }
      deviceModel:
        arch: arm
        edition: iot-core
        servicing: semi-annual
        codeIntegrity: { roots: [] }
        baseline: { os: "10.0.17763.1577", ocp: "10.0.0.0" }
        smbios: { manufacturer: Contoso, family: Kiosk, productName: ContosoKiosk, skuNumber: CK-01, baseboardManufacturer: Arrow, baseboardProduct: CK-BB-02 }
        match: HardwareID-3
      rings: [ Preview, EarlyAdopter, GeneralAvailability ]
      """;

  private final Wiring wiring;
  private final RegisteredProduct product;

  /** Of a product that is registered and has its keys. */
  ReleasesByHand(Wiring wiring, RegisteredProduct product) {
    this.wiring = wiring;
    this.product = product;
  }

  /** Registers the product and makes its keys. */
  static ReleasesByHand of(Wiring wiring, RegisteredProduct product) {
    wiring.models().register(product);
    wiring
        .roleKeys(product.model().product())
        .generate(product.model().rings(), wiring.configuration().keys().algorithm());
    return new ReleasesByHand(wiring, product);
  }

  /** Publishes a release whose OEM custom package has the release's version. */
  void publish(String text, String manifest, boolean retail) {
    ProductName name = product.model().product();
    PackageVersion version = PackageVersion.parse(text);
    ContentDigest submission = ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
    wiring
        .database()
        .jdbc()
        .sql("insert into submission (digest, product, version, received_at) values (?, ?, ?, ?)")
        .params(
            submission.hex(), name.value(), text, wiring.clock().instant().atOffset(ZoneOffset.UTC))
        .update();
    wiring
        .publications()
        .record(
            new PublishingLedger.Entry(
                name,
                version,
                submission,
                Optional.of(version),
                wiring.clock().instant(),
                List.of(TestReleases.cbs(text)),
                retail,
                false));
    wiring.publications().revise(name, version, manifest);
    name(version);
  }

  /** Lets the repository know a release. */
  void name(PackageVersion version) {
    PublishedPackage content = TestReleases.cbs(version.toString());
    TargetFile file = new TargetFile(content.length(), content.sha256(), Map.of());
    edit(editor -> roles().with(editor, version, Map.of(content.target(), file)));
  }

  /** As the repository lets a release go that nobody flights. */
  void withdraw(PackageVersion version) {
    edit(editor -> roles().without(editor, Set.of(version)));
  }

  private ReleaseRoles roles() {
    return new ReleaseRoles(ExpiryPolicy.STANDARD, wiring.clock().instant());
  }

  private void edit(UnaryOperator<RepositoryEditor> change) {
    try (Lease lease = wiring.leases().acquire(product.model().product(), "test")) {
      wiring
          .publishing()
          .metadata(product)
          .publish(editor -> MetadataChange.of(change.apply(editor)), lease);
    }
  }
}
