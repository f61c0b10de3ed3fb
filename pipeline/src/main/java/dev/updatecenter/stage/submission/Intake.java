package dev.updatecenter.stage.submission;

import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes in a submission: copies each input once, opens the OEM custom package. */
public final class Intake {
  private final WorkFolder work;
  private final OemCustomPackageReader packages;
  private final Progress progress;

  /** Joins the parts. */
  public Intake(WorkFolder work, CabinetLimits limits, Progress progress) {
    this.work = work;
    this.packages = new OemCustomPackageReader(work, limits);
    this.progress = progress;
  }

  /**
   * Takes a release in.
   *
   * @param document release.yaml; the payload's paths are relative to its folder
   * @param shownAs its name, as the user gave it
   * @param manifest the same document, read
   * @param identities documents that state the device model's identity
   * @throws UpdateCenterException exit 14 when the disk fails; an input that is missing is a
   *     finding of the submission instead
   */
  public UpdateSubmission take(
      Path document, String shownAs, ReleaseManifest manifest, List<Path> identities) {
    Path base = Optional.ofNullable(document.toAbsolutePath().getParent()).orElseThrow();
    Collector collector = new Collector(base);
    try {
      collector.files.add(work.take(InputRole.MANIFEST, document, shownAs));
      for (Path identity : identities) {
        collector.files.add(work.take(InputRole.IDENTITY, identity, shown(base, identity)));
      }
      collector.payload(manifest.payload());
      return collector.submission(manifest);
    } catch (IOException e) {
      throw diskFault(document, e);
    }
  }

  /**
   * Opens the copies of a submission again, after a restart.
   *
   * @param expected the digest it was recorded with
   * @param files what the ledger holds of it
   * @throws UpdateCenterException exit 7 when the copies give another digest
   */
  public UpdateSubmission reopen(ContentDigest expected, List<SubmittedFile> files) {
    SubmittedFile document =
        files.stream().filter(f -> f.role() == InputRole.MANIFEST).findFirst().orElseThrow();
    try {
      ReleaseManifest manifest =
          ReleaseDocument.read(Files.readAllBytes(document.copy()), document.shownAs())
              .manifest()
              .orElseThrow(() -> tampered(expected));
      Collector collector = new Collector(work.copyOf(expected));
      for (SubmittedFile file : files) {
        if (!ContentDigest.of(file.copy()).equals(file.sha256())) {
          throw tampered(expected);
        }
        if (file.role() != InputRole.OCP_MEMBER) {
          collector.files.add(file);
        }
        if (file.role() == InputRole.OCP) {
          collector.open(file);
        }
      }
      UpdateSubmission submission = collector.submission(manifest);
      if (!submission.digest().equals(expected)) {
        throw tampered(expected);
      }
      return submission;
    } catch (IOException e) {
      throw diskFault(document.copy(), e);
    }
  }

  private static String shown(Path base, Path file) {
    return base.relativize(file.toAbsolutePath()).toString();
  }

  private static UpdateCenterException tampered(ContentDigest expected) {
    return UpdateCenterException.error(
            "UC1031", ExitCode.FAILED, "the copies of submission " + expected + " were changed")
        .why("every stage reads the copies that were taken in first, and these give another digest")
        .fix("find out who writes into the work folder; then submit again")
        .state("nothing was published")
        .build();
  }

  private static UpdateCenterException diskFault(Path file, IOException e) {
    return UpdateCenterException.error("UC1032", ExitCode.DISK, "the inputs could not be copied")
        .where(file)
        .why(String.valueOf(e))
        .fix("check the disk's space and the permissions, then submit again")
        .state("nothing was published")
        .cause(e)
        .build();
  }

  /** Gathers one submission's files and what is wrong with them. */
  private final class Collector {
    private final Path base;
    private final List<SubmittedFile> files = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private Optional<OemCustomPackage> ocp = Optional.empty();

    Collector(Path base) {
      this.base = base;
    }

    void payload(Payload payload) throws IOException {
      List<Payload.Input> apps = payload.apps();
      int count = apps.size() + payload.drivers().size() + payload.files().size() + 1;
      try (Progress.Task task = progress.begin("Taking in", count, Progress.Unit.ITEMS)) {
        if (payload.ocp().isPresent()) {
          Optional<SubmittedFile> file = take(InputRole.OCP, payload.ocp().get());
          if (file.isPresent()) {
            open(file.get());
          }
          task.advance(1);
        }
        takeAll(InputRole.DRIVER, payload.drivers(), task);
        takeAll(InputRole.APP, apps, task);
        takeAll(InputRole.PROVISIONING, payload.provisioning(), task);
        takeAll(
            InputRole.FILE,
            payload.files().stream().map(Payload.PlacedFile::source).toList(),
            task);
      }
    }

    private void takeAll(InputRole role, List<Payload.Input> inputs, Progress.Task task)
        throws IOException {
      for (Payload.Input input : inputs) {
        take(role, input);
        task.advance(1);
      }
    }

    private Optional<SubmittedFile> take(InputRole role, Payload.Input input) throws IOException {
      try {
        SubmittedFile file = work.take(role, base.resolve(input.path()), input.path());
        files.add(file);
        return Optional.of(file);
      } catch (NoSuchFileException e) {
        boolean folder = Files.isDirectory(base.resolve(input.path()));
        findings.add(
            Finding.error(
                    "UC1010",
                    input.path(),
                    folder
                        ? "'" + input.path() + "' is a folder"
                        : "there is no regular file '" + input.path() + "'")
                .at(input.position())
                .because("paths are relative to the release document; links are not followed")
                .fixedBy(
                    folder
                        ? "name a package; folders of driver files cannot be submitted yet"
                        : "build it, or mend the path"));
        return Optional.empty();
      }
    }

    void open(SubmittedFile file) throws IOException {
      ocp = packages.read(file, findings::add);
      ocp.ifPresent(o -> files.addAll(o.members()));
    }

    UpdateSubmission submission(ReleaseManifest manifest) {
      return new UpdateSubmission(manifest, files, ocp, findings);
    }
  }
}
