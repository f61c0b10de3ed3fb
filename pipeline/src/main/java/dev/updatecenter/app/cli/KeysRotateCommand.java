package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.RotationJson;
import dev.updatecenter.app.jobs.KeyRotation;
import dev.updatecenter.app.wiring.KeySettings;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.KeyAlgorithm;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl keys rotate}. */
@Command(name = "rotate", description = "Replaces the keys of a role.")
final class KeysRotateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "ROLE",
      converter = RoleNameConverter.class,
      description = "root, targets, packages, snapshot, timestamp, rollout or ring-RING.")
  RoleName role = RoleName.TIMESTAMP;

  @Option(
      names = "--product",
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "Whose; needed where there are several.")
  @Nullable ProductName product;

  @Option(
      names = "--algorithm",
      paramLabel = "A",
      description = "Of the new key in the home: p256 or ed25519; else as configured.")
  @Nullable String algorithm;

  KeysRotateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    KeyRotation.Result result;
    try (KeptState kept = KeptState.open(session)) {
      RegisteredProduct one = OneProduct.of(kept, Optional.ofNullable(product));
      Wiring wiring = kept.wiring();
      KeyAlgorithm kind =
          algorithm == null
              ? wiring.configuration().keys().algorithm()
              : KeySettings.algorithm(algorithm);
      try (Lease lease = wiring.leases().acquire(one.model().product(), "keys rotate")) {
        result = new KeyRotation(wiring).rotate(one, role, kind, lease);
      }
    }
    session.output().result(json(result), () -> print(result));
    return 0;
  }

  private static RotationJson json(KeyRotation.Result result) {
    return new RotationJson(
        1,
        result.product().value(),
        result.role().value(),
        result.rotated(),
        result.keys().keys().stream().map(key -> key.id().hex()).toList(),
        result.keys().threshold(),
        result.root(),
        result.aside().map(Path::toString).orElse(null));
  }

  private void print(KeyRotation.Result result) {
    Output output = session.output();
    output.line(
        result.rotated()
            ? result.product() + ": role " + result.role() + " has other keys now; devices follow"
            : result.product() + ": role " + result.role() + " has the configured keys already");
    result.keys().keys().forEach(key -> output.line("  " + key.id()));
    output.line(
        "  threshold "
            + result.keys().threshold()
            + " of "
            + result.keys().keys().size()
            + "; root is number "
            + result.root());
    result
        .aside()
        .ifPresent(
            file ->
                output.line(
                    "The old key lies in " + file + ": destroy it when nobody needs it any more."));
  }
}
