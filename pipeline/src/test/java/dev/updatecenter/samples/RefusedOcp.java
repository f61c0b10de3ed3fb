package dev.updatecenter.samples;

import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.capability.format.compdb.CompDbPackage;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The OEM custom package of 10.0.3.0 with the faults that the sample's README names: what an export
 * from a half-built workspace leaves behind.
 */
final class RefusedOcp {
  static final String VERSION = "10.0.3.0";
  static final String COPY = "Contoso.Kiosk.App - Copy.cab";

  private final Path folder;

  /** Works in a folder of its own. */
  RefusedOcp(Path folder) {
    this.folder = folder;
  }

  void write(Path out) throws IOException {
    Path app = KioskPackages.app(VERSION).write(folder);
    Path tools =
        new CbsPackage("Contoso.Kiosk.Tools", VERSION, "x86", KioskPackages.app(VERSION).files())
            .write(folder);
    CompDbPackage driver = listed(KioskPackages.driver("10.0.2.9"));
    CompDbPackage version = listed(KioskPackages.version(VERSION));
    // UC3058, UC3059: built again after the database was written.
    Path rebuilt = KioskPackages.driver(VERSION).write(folder);
    Path database = folder.resolve(CompositionDatabase.CABINET_NAME);
    byte[] xml =
        database(
                List.of(
                    driver,
                    listed("Contoso.Kiosk.App", app),
                    listed("Contoso.Kiosk.Tools", tools),
                    version))
            .toXml();
    CabinetWriter.write(
        database,
        List.of(CabinetInput.of(CompositionDatabase.FILE_NAME, xml)),
        Compression.MSZIP,
        true);
    CabinetWriter.write(
        out,
        List.of(
            // UC3057, UC3211, UC3213: a copy that somebody made by hand.
            CabinetInput.of(COPY, app),
            CabinetInput.of("Contoso.Kiosk.App.cab", app),
            // UC3212: built for another processor.
            CabinetInput.of("Contoso.Kiosk.Tools.cab", tools),
            CabinetInput.of("Contoso.Touch.Driver.cab", rebuilt),
            // UC3056: Contoso.Version.cab is listed, and not here.
            CabinetInput.of(CompositionDatabase.CABINET_NAME, database)),
        Compression.NONE,
        true);
  }

  /** UC3206, UC3207, UC3209, UC3208: of an older, a 64-bit, a test build for another board. */
  private static CompositionDatabase database(List<CompDbPackage> packages) throws IOException {
    return CompositionDatabase.of(
        PackageVersion.parse("10.0.2.9"),
        Architecture.ARM64,
        PackageVersion.parse("10.0.17763.1577"),
        "Test",
        "Contoso.CK-BB-01",
        packages);
  }

  private CompDbPackage listed(CbsPackage built) throws IOException {
    return listed(built.name(), built.write(folder));
  }

  private static CompDbPackage listed(String name, Path cabinet) throws IOException {
    return new CompDbPackage(
        name,
        PackageVersion.parse(VERSION),
        UpdateMum.OEM_TOKEN,
        ContentDigest.of(cabinet),
        Files.size(cabinet),
        name + ".cab",
        "Canonical",
        SourcePosition.of(CompositionDatabase.FILE_NAME));
  }
}
