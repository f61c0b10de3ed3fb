package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import java.util.List;

/** What can be wrong with the ZIP below an app package. */
enum ZipFault {
  /** End record or directory damaged, or not where it must be. */
  DAMAGED("UC3110", "Windows refuses a package whose ZIP is damaged."),
  /** More is claimed, or comes out, than anything real needs. */
  BOMB("UC3117", "Unpacking it could fill a disk."),
  /** More entries, or a larger part, than is read into memory. */
  TOO_MANY("UC3118", "Reading it would take memory that nothing real needs."),
  /** Two headers of one entry contradict each other. */
  CONTRADICTION("UC3119", "Programs that read the one header see another file than the others."),
  /** Two entries share bytes, or bytes belong to no entry. */
  HIDDEN("UC3121", "What no entry owns is vouched for by nobody; shared bytes multiply."),
  /** Encrypted, an unknown method, a folder. */
  UNSUPPORTED("UC3122", "App packages hold plain files, stored or deflated."),
  /** The content is not what the headers say. */
  CONTENT("UC3123", "The file was damaged, or changed after the package was made.");

  private final String code;
  private final String reason;

  ZipFault(String code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  Finding finding(String message) {
    return Finding.error(code, "", message)
        .because(reason)
        .fixedBy("Build the package again with MakeAppx; do not pass it through a ZIP program.");
  }

  MalformedPackageException exception(String message) {
    return new MalformedPackageException(List.of(finding(message)));
  }
}
