package dev.updatecenter.testing;

import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.packaging.OcpHeader;
import dev.updatecenter.capability.packaging.OcpMember;
import dev.updatecenter.capability.packaging.OemCustomPackageWriter;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.stage.submission.Intake;
import dev.updatecenter.stage.submission.ReleaseDocument;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.submission.WorkFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A folder with a small release in it, and a work folder that it is taken into. */
public final class ReleaseFolder {
  /** Whose releases they are. */
  public static final String PRODUCT = "TestKiosk";

  /** The version of the releases, unless a test writes another. */
  public static final String VERSION = "10.0.2.0";

  /** The name of an OEM custom package that names them. */
  public static final String OCP = "TestKiosk_OCP_10.0.2.0.cab";

  private final Path root;

  /** Works below a folder. */
  public ReleaseFolder(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(folder());
  }

  /** Where release.yaml and its payload lie. */
  public Path folder() {
    return root.resolve("release");
  }

  /** Where the copies go. */
  public WorkFolder work() {
    return new WorkFolder(workPath());
  }

  /** The work folder's place. */
  public Path workPath() {
    return root.resolve("work");
  }

  /** Takes releases into the work folder. */
  public Intake intake() {
    return new Intake(work(), CabinetLimits.DEFAULT, Progress.NONE);
  }

  /** A release document with this payload, such as {@code "{ apps: [a.msix] }"}. */
  public static String yaml(String payload) {
    return yaml(VERSION, payload, "");
  }

  /** A release document with further top-level lines. */
  public static String yaml(String version, String payload, String more) {
    return """
        apiVersion: updatecenter/v1
        kind: Release
        metadata: { product: TestKiosk, version: "%s" }
        payload: %s
        rings:
          - { ring: Preview, gate: { all: enrolled, soak: 12h } }
        %s
        """
        .formatted(version, payload, more);
  }

  /** The document, typed. */
  public static ReleaseManifest manifest(String yaml) {
    return ReleaseDocument.read(yaml.getBytes(StandardCharsets.UTF_8), "release.yaml")
        .manifest()
        .orElseThrow();
  }

  /** Writes release.yaml and takes it in. */
  public UpdateSubmission take(String yaml, Path... identities) throws IOException {
    Path document = Files.writeString(folder().resolve("release.yaml"), yaml);
    return intake().take(document, "release.yaml", manifest(yaml), List.of(identities));
  }

  /** Writes a file of the payload. */
  public Path file(String name, String content) throws IOException {
    Path file = folder().resolve(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.writeString(file, content);
  }

  /** Writes a package of one file beside the release. */
  public Path cbs(String name, String arch) throws IOException {
    byte[] content = ("content of " + name).getBytes(StandardCharsets.UTF_8);
    return CbsPackages.write(
        folder().resolve(name + ".cab"), name, VERSION, arch, Map.of("a.sys", content));
  }

  /** The facts of an OEM custom package that fits the product. */
  public static OcpHeader header() {
    return new OcpHeader(
        PackageVersion.parse(VERSION),
        Architecture.ARM,
        PackageVersion.parse("10.0.17763.1577"),
        "Production",
        "Contoso.CK-BB-02");
  }

  /** Writes {@link #OCP} with packages of these names. */
  public Path ocp(String... packages) throws IOException {
    return ocp(OCP, header(), packages);
  }

  /** Writes an OEM custom package beside the release. */
  public Path ocp(String fileName, OcpHeader header, String... packages) throws IOException {
    List<OcpMember> members = new ArrayList<>();
    for (String name : packages) {
      members.add(new OcpMember(name + ".cab", cbs(name, header.buildArch().wireName())));
    }
    Path out = folder().resolve(fileName);
    new OemCustomPackageWriter().write(header, members, out);
    return out;
  }
}
