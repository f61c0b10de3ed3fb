package dev.updatecenter.app.cli;

import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.jsign.JsignAuthenticodeSigner;
import dev.updatecenter.capability.packaging.OcpHeader;
import dev.updatecenter.capability.packaging.OcpMember;
import dev.updatecenter.capability.packaging.OemCustomPackageWriter;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sample's workspace with an OEM custom package of many packages, and a home that knows it. */
final class ManyPackages {
  private static final String VERSION = "10.0.2.0";
  private static final String OCP =
      "Build/arm/ContosoKiosk/retail/10.0.2.0/ContosoKiosk_OCP_10.0.2.0.cab";

  private ManyPackages() {}

  /** The workspace; its package is signed by the test's submitter. */
  static Path workspace(Path folder, int packages) throws IOException {
    Path workspace = SampleHome.copy(SampleHome.WORKSPACE, folder.resolve("workspace"));
    Path members = Files.createDirectories(folder.resolve("members"));
    List<OcpMember> all = new ArrayList<>();
    for (int i = 0; i < packages; i++) {
      String name = "Contoso.Part%03d".formatted(i);
      Map<String, byte[]> files =
          Map.of("part.txt", ("part " + i).getBytes(StandardCharsets.UTF_8));
      Path file = members.resolve(name + ".cab");
      all.add(new OcpMember(name + ".cab", CbsPackages.write(file, name, VERSION, "arm", files)));
    }
    Path ocp = workspace.resolve(OCP);
    Files.delete(ocp);
    new OemCustomPackageWriter()
        .write(
            new OcpHeader(
                PackageVersion.parse(VERSION),
                Architecture.ARM,
                PackageVersion.parse("10.0.17763.1577"),
                "Production",
                "Contoso.CK-BB-02"),
            all,
            ocp);
    new JsignAuthenticodeSigner(
            SigningKey.ofFile(TestLab.pki().submitter().key(), TestLab.pki().submitter().chain()),
            TestLab.timestamps())
        .sign(ocp, "Contoso TEST package");
    register(workspace.resolve("Source-arm/Products/ContosoKiosk/policy.yaml"));
    Path release = workspace.resolve("release.yaml");
    Files.writeString(
        release, Files.readString(release).replace("  apps: [apps/Kiosk.msix]\n", ""));
    return workspace;
  }

  private static void register(Path policy) throws IOException {
    try {
      String digest = ContentDigest.of(TestLab.pki().submitter().certificate().getEncoded()).hex();
      Files.writeString(policy, Files.readString(policy).replaceAll("\\b[0-9a-f]{64}\\b", digest));
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
  }

  /** A home that trusts the test's keys and has the product. */
  static Path home(Path home, Path workspace, String authorities) throws IOException {
    Files.createDirectories(home);
    Files.writeString(
        home.resolve("updatecenter.yaml"),
        """
        apiVersion: updatecenter/v1
        kind: Configuration
        trust: { codeSigning: ["%s"], timestamping: ["%s"] }
        timestampAuthorities: [ %s ]
        """
            .formatted(
                TestLab.pki().codeSigningRootPem(), TestLab.pki().timestampRootPem(), authorities));
    CommandRun.of(home, "product", "import", workspace.toString()).endsWith(0);
    return home;
  }
}
