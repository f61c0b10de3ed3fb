package dev.updatecenter.findings;

import dev.updatecenter.capability.packaging.OcpHeader;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.testing.OcpFolder;
import dev.updatecenter.testing.ReleaseFolder;
import dev.updatecenter.testing.SignableSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Releases whose packages are sound by themselves, and do not fit the product. */
final class OcpExamples {
  private OcpExamples() {}

  static List<FindingExample> all() {
    return List.of(
        database("UC3206", db -> db.replace("BSPVersion=\"10.0.2.0\"", "BSPVersion=\"10.0.1.0\"")),
        database("UC3207", db -> db.replace("BuildArch=\"arm\"", "BuildArch=\"arm64\"")),
        database("UC3208", db -> db.replace("Contoso.CK-BB-02", "Contoso.CK-BB-021")),
        database("UC3209", db -> db.replace("\"Production\"", "\"Test\"")),
        new FindingExample(
            "UC3212",
            ReleaseExample.judge(),
            folder -> builtFor(folder, Architecture.X86),
            folder -> builtFor(folder, Architecture.ARM)),
        new FindingExample(
            "UC3213",
            ReleaseExample.judge(),
            folder -> {
              OcpFolder ocp = sound(folder);
              ocp.with("Contoso.Copy.cab", content(folder, "Contoso.A.cab")).pack();
            },
            folder -> sound(folder).pack()),
        new FindingExample(
            "UC3214",
            ReleaseExample.judge(),
            folder ->
                SignableSamples.executable(
                    ReleaseExample.in(folder, "{ apps: [a.exe] }").folder().resolve("a.exe")),
            folder -> ReleaseExample.in(folder, "{ apps: [A.cab] }").cbs("A", "arm")));
  }

  private static FindingExample database(String code, UnaryOperator<String> spoil) {
    return new FindingExample(
        code,
        ReleaseExample.judge(),
        folder -> sound(folder).database(spoil).pack(),
        folder -> sound(folder).pack());
  }

  private static OcpFolder sound(Path folder) throws IOException {
    return new OcpFolder(ReleaseExample.ofOcp(folder), "Contoso.A");
  }

  private static byte[] content(Path folder, String name) throws IOException {
    return Files.readAllBytes(folder.resolve("release").resolve(name));
  }

  private static void builtFor(Path folder, Architecture arch) throws IOException {
    OcpHeader header =
        new OcpHeader(
            PackageVersion.parse(ReleaseFolder.VERSION),
            arch,
            PackageVersion.parse("10.0.17763.1577"),
            "Production",
            "");
    ReleaseExample.ofOcp(folder).ocp(ReleaseFolder.OCP, header, "Contoso.A");
  }
}
