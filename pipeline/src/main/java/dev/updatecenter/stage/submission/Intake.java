package dev.updatecenter.stage.submission;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
    Collector collector = new Collector();
    try {
      collector.files.add(work.take(InputRole.MANIFEST, document, shownAs));
      for (Path identity : identities) {
        collector.files.add(work.take(InputRole.IDENTITY, identity, shown(base, identity)));
      }
      collector.payload(manifest.payload(), PayloadPaths.of(base));
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
   * @throws UpdateCenterException exit 7 when a copy is gone or changed, or the copies give another
   *     digest
   */
  public UpdateSubmission reopen(ContentDigest expected, List<SubmittedFile> files) {
    try {
      requireUntouched(expected, files);
      SubmittedFile document =
          files.stream().filter(f -> f.role() == InputRole.MANIFEST).findFirst().orElseThrow();
      ReleaseManifest manifest =
          ReleaseDocument.read(Files.readAllBytes(document.copy()), document.shownAs())
              .manifest()
              .orElseThrow(() -> tampered(expected));
      Collector collector = new Collector();
      for (SubmittedFile file : files) {
        if (file.role() != InputRole.OCP_MEMBER) {
          collector.files.add(file);
        }
        if (file.role() == InputRole.OCP) {
          collector.open(file);
        }
      }
      collector.missing(manifest.payload());
      UpdateSubmission submission = collector.submission(manifest);
      if (!submission.digest().equals(expected)) {
        throw tampered(expected);
      }
      return submission;
    } catch (IOException e) {
      throw diskFault(work.copyOf(expected), e);
    }
  }

  /** Before anything is opened: opening the OEM custom package writes its members again. */
  private static void requireUntouched(ContentDigest expected, List<SubmittedFile> files)
      throws IOException {
    for (SubmittedFile file : files) {
      if (!Files.isRegularFile(file.copy(), LinkOption.NOFOLLOW_LINKS)
          || !ContentDigest.of(file.copy()).equals(file.sha256())) {
        throw tampered(expected);
      }
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
    private final List<SubmittedFile> files = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private Optional<OemCustomPackage> ocp = Optional.empty();

    void payload(Payload payload, PayloadPaths paths) throws IOException {
      List<PayloadInput> inputs = PayloadInput.of(payload);
      try (Progress.Task task = progress.begin("Taking in", inputs.size(), Progress.Unit.ITEMS)) {
        for (PayloadInput input : inputs) {
          Optional<Path> source = paths.resolve(input.input(), findings::add);
          if (source.isPresent()) {
            take(input, source.get());
          }
          task.advance(1);
        }
      }
    }

    private void take(PayloadInput payload, Path source) throws IOException {
      Payload.Input input = payload.input();
      boolean isFolder = Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS);
      if (isFolder && payload.role() == InputRole.DRIVER) {
        pack(payload, source);
        return;
      }
      try {
        SubmittedFile file = work.take(payload.role(), source, input.path());
        files.add(file);
        if (file.role() == InputRole.OCP) {
          open(file);
        }
      } catch (NoSuchFileException e) {
        findings.add(isFolder ? folder(input) : missing(input));
      }
    }

    private void pack(PayloadInput payload, Path source) throws IOException {
      String shownAs = payload.folderName();
      DriverFolder driver = DriverFolder.read(source, shownAs, payload.input().position());
      findings.addAll(driver.findings());
      if (driver.findings().isEmpty()) {
        try {
          String fileName = source.getFileName() + ".cab";
          files.add(work.pack(payload.role(), driver.inputs(), fileName, shownAs));
        } catch (MalformedPackageException e) {
          e.findings(shownAs).forEach(f -> findings.add(f.at(payload.input().position())));
        }
      }
    }

    /** What was not there when the copies were taken is not there after a restart either. */
    void missing(Payload payload) {
      PayloadInput.of(payload).stream()
          .filter(input -> files.stream().noneMatch(input::isTakenAs))
          .forEach(input -> findings.add(missing(input.input())));
    }

    private static Finding missing(Payload.Input input) {
      return notTaken(input, "there is no regular file '" + input.path() + "'")
          .fixedBy("build it, or mend the path");
    }

    private static Finding folder(Payload.Input input) {
      return notTaken(input, "'" + input.path() + "' is a folder")
          .fixedBy("name a file in it; only a driver may be a folder");
    }

    private static Finding notTaken(Payload.Input input, String message) {
      return Finding.error("UC1010", input.path(), message)
          .at(input.position())
          .because("paths are relative to the release document; links are not followed");
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
