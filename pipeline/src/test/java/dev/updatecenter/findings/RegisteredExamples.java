package dev.updatecenter.findings;

import static dev.updatecenter.findings.ModelJudges.TABLE_ROW;

import dev.updatecenter.SourceFiles;
import dev.updatecenter.app.jobs.DeviceConfig;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.testing.KitWorkspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of products that are registered, and of what their devices are given. */
final class RegisteredExamples {
  private static final URI SERVER = URI.create("https://updates.example");

  private static final Path TRUST = SourceFiles.MODULE.resolve("../samples/contoso-kiosk/trust");

  private RegisteredExamples() {}

  static List<FindingExample> all() {
    return List.of(
        new FindingExample(
            "UC2050",
            ModelJudges::registry,
            folder -> row(folder, "CK-02"),
            folder -> row(folder, "CK-01")),
        config("UC2051", wish(null, SERVER), wish(SERVER, SERVER)),
        config("UC2052", wish(SERVER, null), wish(SERVER, SERVER)),
        config(
            "UC2055",
            wish(URI.create("https://me:secret@updates.example"), SERVER),
            wish(SERVER, SERVER)),
        new FindingExample(
            "UC2053",
            ModelJudges.deviceConfig(wish(SERVER, SERVER)),
            folder -> {},
            RegisteredExamples::published),
        new FindingExample(
            "UC2054",
            ModelJudges.deviceConfig(wish(SERVER, SERVER)),
            folder -> Files.writeString(published(folder).resolve("out.zip"), "mine"),
            RegisteredExamples::published),
        new FindingExample(
            "UC2056",
            ModelJudges::image,
            folder -> image(folder, "\"schemaVersion\":2"),
            folder -> image(folder, "\"schemaVersion\":1")));
  }

  /** The two sides differ in what is wished, not in the home. */
  private static FindingExample config(
      String code, DeviceConfig.Wish failing, DeviceConfig.Wish passing) {
    return new FindingExample(
        code,
        folder ->
            ModelJudges.deviceConfig(Files.exists(folder.resolve("fail")) ? failing : passing)
                .codes(folder),
        folder -> Files.createFile(published(folder).resolve("fail")),
        RegisteredExamples::published);
  }

  private static DeviceConfig.Wish wish(@Nullable URI base, @Nullable URI reports) {
    return new DeviceConfig.Wish(
        RingName.GENERAL_AVAILABILITY, Optional.ofNullable(base), Optional.ofNullable(reports));
  }

  private static void row(Path folder, String sku) throws IOException {
    Files.writeString(folder.resolve(TABLE_ROW), KitWorkspace.product("Kiosk", sku));
  }

  private static Path published(Path home) throws IOException {
    Path trust = Files.createDirectories(home.resolve("trust/Kiosk"));
    Files.writeString(trust.resolve("root.json"), "{}");
    Files.writeString(home.resolve("trust/code-signing-root.pem"), "TEST");
    Files.writeString(home.resolve("trust/timestamp-root.pem"), "TEST");
    return home;
  }

  private static void image(Path folder, String version) throws IOException {
    Files.writeString(
        folder.resolve("device.json"),
        "{"
            + version
            + """
            ,"kind":"DeviceConfiguration","product":"Kiosk","ring":"Preview",
            "base":"https://updates.example","reports":"https://reports.example",
            "hardware":{"number":3,"id":"ae70627d-33db-59f4-8e05-73ffd4d9ccb8",
            "baseboardProduct":"CK-BB-02"}}""");
    Files.writeString(folder.resolve("root.json"), "{}");
    for (String name : new String[] {"code-signing-root.pem", "timestamp-root.pem"}) {
      Files.copy(TRUST.resolve("submitter-root.pem"), folder.resolve(name));
    }
  }
}
