package dev.updatecenter.findings;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updatecenter.app.jobs.DeviceConfig;
import dev.updatecenter.app.jobs.ProductImport;
import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.ProductDocument;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.devicemodel.jdbc.JdbcDeviceModelRegistry;
import dev.updatecenter.device.DeviceImage;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.KitWorkspace;
import dev.updatecenter.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges of device models, on the objects that the commands call. */
final class ModelJudges {
  static final String TABLE_ROW = "product_yaml.txt";

  private ModelJudges() {}

  /** What an import of the folder would find; a home is neither there nor made. */
  static Set<String> imports(Path folder) throws Exception {
    try (Wiring wiring = wiring(folder.resolve("no-home"))) {
      return new ProductImport(wiring)
          .findings(List.of(folder), Optional.empty()).stream()
              .map(Finding::code)
              .collect(Collectors.toSet());
    }
  }

  /** What reading registered products says, after somebody wrote into the database. */
  static Set<String> registry(Path folder) throws Exception {
    try (TestDatabase database = TestDatabase.open()) {
      JdbcDeviceModelRegistry registry =
          new JdbcDeviceModelRegistry(database.jdbc(), Clock.systemUTC());
      String yaml = KitWorkspace.product("Kiosk", "CK-01");
      registry.register(RegisteredProduct.of(yaml, "", Instant.EPOCH));
      database
          .jdbc()
          .sql("UPDATE device_models SET product_yaml = :yaml")
          .param("yaml", Files.readString(folder.resolve(TABLE_ROW)))
          .update();
      return codeOf(registry::list);
    }
  }

  /** What writing a device's configuration says, in the home that the folder is. */
  static FindingExample.Judge deviceConfig(DeviceConfig.Wish wish) {
    return folder -> {
      DeviceModel model =
          ProductDocument.read(KitWorkspace.product("Kiosk", "CK-01").getBytes(UTF_8), "product")
              .model()
              .orElseThrow();
      try (Wiring wiring = wiring(folder)) {
        return codeOf(() -> new DeviceConfig(wiring).write(model, wish, folder.resolve("out.zip")));
      }
    };
  }

  /** What a device says of the files of its image. */
  static Set<String> image(Path folder) throws Exception {
    return codeOf(() -> DeviceImage.read(folder));
  }

  private static Wiring wiring(Path home) {
    return new Wiring(new Home(home), Configuration.EMBEDDED, Clock.systemUTC(), Progress.NONE);
  }

  private interface Act {
    Object run() throws Exception;
  }

  private static Set<String> codeOf(Act act) throws Exception {
    try {
      act.run();
      return Set.of();
    } catch (UpdateCenterException e) {
      return Set.of(e.code());
    }
  }
}
