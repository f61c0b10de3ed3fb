package dev.updatecenter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.packaging.OcpHeader;
import dev.updatecenter.capability.packaging.OcpMember;
import dev.updatecenter.capability.packaging.OemCustomPackageWriter;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.Intake;
import dev.updatecenter.stage.submission.ReleaseDocument;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.submission.WorkFolder;
import dev.updatecenter.stage.validation.PackageKind;
import dev.updatecenter.stage.validation.SubmissionValidator;
import dev.updatecenter.stage.validation.ValidatedPackage;
import dev.updatecenter.stage.validation.ValidatedSubmission;
import dev.updatecenter.stage.validation.ValidationLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small releases of ContosoKiosk, taken in as {@code submit} does and judged by nobody. */
public final class TestSubmissions {
  private static final String DOCUMENT =
      """
      apiVersion: updatecenter/v1
      kind: Release
      metadata: { product: ContosoKiosk, version: "%s" }
      payload:
        ocp: ContosoKiosk_OCP_%s.cab
        files: [ { source: kiosk.json, destination: 'C:\\Kiosk\\kiosk.json' } ]
      rings:
        - { ring: Preview, gate: { all: enrolled, maxFailures: 0, soak: 0s } }
      """;

  private TestSubmissions() {}

  /** The text of release.yaml of a version. */
  public static String document(String version) {
    return DOCUMENT.formatted(version, version);
  }

  /** A release whose OCP has {@code members} packages, and one plain file. */
  public static UpdateSubmission take(Path folder, String version, int members) throws IOException {
    Files.createDirectories(folder);
    Map<String, byte[]> driver = new LinkedHashMap<>();
    List<OcpMember> cabinets = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      String name = "Contoso.Part" + i;
      driver.put("part%d.bin".formatted(i), (name + " of " + version).repeat(99).getBytes(UTF_8));
      Path cab = folder.resolve(name + ".cab");
      cabinets.add(
          new OcpMember(
              name + ".cab", CbsPackages.write(cab, name, version, "arm", Map.copyOf(driver))));
    }
    new OemCustomPackageWriter()
        .write(
            new OcpHeader(v(version), Architecture.ARM, v("10.0.17763.1577"), "Production", ""),
            cabinets,
            folder.resolve("ContosoKiosk_OCP_" + version + ".cab"));
    Files.writeString(folder.resolve("kiosk.json"), "{}");
    return intake(folder, document(version));
  }

  /** Takes the payload of a folder in, by a document that is written there first. */
  public static UpdateSubmission intake(Path folder, String document) throws IOException {
    Path yaml = Files.writeString(folder.resolve("release.yaml"), document);
    return new Intake(new WorkFolder(folder.resolve("work")), CabinetLimits.DEFAULT, Progress.NONE)
        .take(
            yaml,
            "release.yaml",
            ReleaseDocument.read(Files.readAllBytes(yaml), "release.yaml").manifest().orElseThrow(),
            List.of());
  }

  /** As if every rule had let it pass. */
  public static ValidatedSubmission validated(UpdateSubmission submission) {
    List<ValidatedPackage> packages =
        submission.files().stream()
            .filter(f -> f.role() == InputRole.OCP_MEMBER || f.role() == InputRole.FILE)
            .map(f -> validated(f, submission.version()))
            .toList();
    return ValidatedSubmission.restore(submission, new Passed(packages)).orElseThrow();
  }

  /** A package that a device installs by its role. */
  public static ValidatedPackage validated(SubmittedFile file, PackageVersion version) {
    PackageKind kind = file.role() == InputRole.FILE ? PackageKind.FILE : PackageKind.CBS;
    return new ValidatedPackage(
        file,
        kind,
        "Contoso " + file.fileName(),
        version,
        Optional.of(Architecture.ARM),
        false,
        false);
  }

  private static PackageVersion v(String text) {
    return PackageVersion.parse(text);
  }

  /** Says that everything passed. */
  private record Passed(List<ValidatedPackage> packages) implements ValidationLedger {
    @Override
    public void record(SubmissionValidator.Outcome outcome) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<List<ValidatedPackage>> passed(UpdateSubmission submission) {
      return Optional.of(packages);
    }

    @Override
    public List<Finding> findings(UpdateSubmission submission) {
      return List.of();
    }
  }
}
