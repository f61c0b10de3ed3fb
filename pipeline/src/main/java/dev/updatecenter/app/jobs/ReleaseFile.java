package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.ReleaseDocument;
import dev.updatecenter.stage.submission.UpdateSubmission;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A release.yaml as it was read: before anything can be taken in, because it says whose lease and
 * which files that needs.
 *
 * @param shownAs its name, as the user gave it
 * @param digest SHA-256 of what was read
 * @param parsed what it says
 */
record ReleaseFile(String shownAs, ContentDigest digest, ReleaseDocument.Parsed parsed) {
  /**
   * Reads at most 1 MiB of it.
   *
   * @throws UpdateCenterException exit 2 when it is no regular file
   */
  static ReleaseFile read(Path document, String shownAs) throws IOException {
    byte[] content = ProductFiles.bytes(RegularFile.require(document));
    return new ReleaseFile(
        shownAs, ContentDigest.of(content), ReleaseDocument.read(content, shownAs));
  }

  /**
   * A submission whose copy of the document is what was read: every later stage knows the copy
   * alone.
   *
   * @throws UpdateCenterException exit 6 when the document was changed in between
   */
  UpdateSubmission requireCopied(UpdateSubmission submission) {
    ContentDigest copied = submission.files(InputRole.MANIFEST).get(0).sha256();
    if (copied.equals(digest)) {
      return submission;
    }
    throw UpdateCenterException.error(
            "UC1064", ExitCode.CONFLICT, "the release document changed while it was taken in")
        .where(shownAs)
        .why("it was read as " + digest + " and copied as " + copied)
        .fix("let nobody write it meanwhile, and run the command again")
        .state("nothing was published")
        .build();
  }
}
