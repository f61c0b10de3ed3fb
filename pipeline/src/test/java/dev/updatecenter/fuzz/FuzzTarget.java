package dev.updatecenter.fuzz;

import dev.updatecenter.app.api.InspectionJson;
import dev.updatecenter.app.api.SmbiosJson;
import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.authenticode.cms.CmsMessage;
import dev.updatecenter.capability.authenticode.cms.MalformedSignatureException;
import dev.updatecenter.capability.authenticode.cms.TimestampToken;
import dev.updatecenter.capability.devicemodel.DeclaredIdentity;
import dev.updatecenter.capability.devicemodel.MalformedSmbiosException;
import dev.updatecenter.capability.devicemodel.SmbiosCfg;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.capability.format.appx.AppxWriter;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/**
 * A reader under fire. It answers any bytes with findings: whatever else leaves {@link #read} is a
 * crash. Text that lies inside a package is fired through a sound package around it, so that what
 * compares the two is under fire too.
 */
enum FuzzTarget {
  SMBIOS {
    @Override
    void read(Path folder, byte[] input) throws IOException {
      Path dump = Files.write(folder.resolve("dump.bin"), input);
      try {
        SmbiosJson.of("dump.bin", SmbiosTable.read(dump));
      } catch (MalformedSmbiosException e) {
        e.finding("dump.bin");
      }
    }
  },
  SMBIOS_CFG {
    @Override
    void read(Path folder, byte[] input) {
      DeclaredIdentity identity = SmbiosCfg.read(input, "SMBIOS.CFG");
      identity.findings().forEach(f -> f.where());
    }
  },
  CAB("x.cab", ""),
  INF("", "x.inf"),
  MUM("", "update.mum"),
  COMPDB("", "Flash.BSPDB.xml"),
  CAT("x.cat", "update.cat"),
  MSIX("x.msix", ""),
  APPX_MANIFEST {
    @Override
    void read(Path folder, byte[] input) throws IOException {
      Path file = folder.resolve("x.msix");
      AppxWriter.write(file, input, List.of());
      inspect(file);
    }
  },
  PPKG("x.ppkg", ""),
  PE("x.sys", "x.sys"),
  AUTHENTICODE_CAB,
  AUTHENTICODE_PE,
  AUTHENTICODE_CAT,
  AUTHENTICODE_MSI,
  AUTHENTICODE_MSIX,
  CMS {
    @Override
    void read(Path folder, byte[] input) {
      try {
        CmsMessage.parse(input, 8);
      } catch (MalformedSignatureException e) {
        said(e);
      }
    }
  },
  TIMESTAMP_TOKEN {
    @Override
    void read(Path folder, byte[] input) {
      try {
        TimestampToken.parse(input).broken(new byte[0]);
      } catch (MalformedSignatureException e) {
        said(e);
      }
    }
  },
  CRL {
    @Override
    void read(Path folder, byte[] input) throws IOException {
      try {
        TrustAnchors.load(List.of(), List.of(), List.of(Files.write(folder.resolve("crl"), input)));
      } catch (UpdateCenterException e) {
        e.code();
      }
    }
  };

  private final String alone;
  private final String packed;

  FuzzTarget() {
    this("", "");
  }

  /**
   * One that the inspection of packages reads.
   *
   * @param alone the name as a file of its own; empty where it is none
   * @param packed the name in a cabinet around it; empty where it lies in none
   */
  FuzzTarget(String alone, String packed) {
    this.alone = alone;
    this.packed = packed;
  }

  /** The name in commands and folders. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads an input as the program would.
   *
   * @param folder a place for it
   * @throws IOException if the disk fails, and for nothing else
   */
  void read(Path folder, byte[] input) throws IOException {
    if (name().startsWith("AUTHENTICODE_")) {
      judge(Files.write(folder.resolve("signed"), input));
    }
    if (!alone.isEmpty()) {
      inspect(Files.write(folder.resolve(alone), input));
    }
    if (!packed.isEmpty()) {
      inspect(cabinet(folder, packed, input));
    }
  }

  private static void said(MalformedSignatureException e) {
    if (e.getMessage() == null) {
      throw new AssertionError("refused without a word", e);
    }
  }

  private static void judge(Path file) throws IOException {
    new DefaultAuthenticodeVerifier(Clock.systemUTC())
        .verify(file, VerificationPolicy.strict(TestLab.anchors()));
  }

  private static void inspect(Path file) throws IOException {
    InspectionJson.of("x", PackageInspector.ofSets(CabinetLimits.DEFAULT).inspect(file, "x"));
  }

  private static Path cabinet(Path folder, String name, byte[] content) throws IOException {
    Path file = folder.resolve("around.cab");
    CabinetWriter.write(file, List.of(CabinetInput.of(name, content)), Compression.NONE, false);
    return file;
  }
}
