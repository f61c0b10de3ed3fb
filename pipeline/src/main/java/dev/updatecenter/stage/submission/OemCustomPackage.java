package dev.updatecenter.stage.submission;

import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import java.util.List;
import java.util.Optional;

/**
 * The OEM custom package of a submission, taken apart.
 *
 * @param file the package as the submitter signed it
 * @param database its composition database; empty when it could not be read
 * @param members its package cabinets, in the order they are stored
 */
public record OemCustomPackage(
    SubmittedFile file, Optional<CompositionDatabase> database, List<SubmittedFile> members) {
  /** Copies. */
  public OemCustomPackage {
    members = List.copyOf(members);
  }
}
