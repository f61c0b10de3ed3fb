package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that was found, from many threads, and how a process ends that found it: the highest
 * exit code of all.
 */
final class AuditFindings {
  private final List<Finding> findings = new ArrayList<>();
  private ExitCode exit = ExitCode.DONE;

  synchronized void add(ExitCode ends, Finding finding) {
    findings.add(finding);
    exit = ends.code() > exit.code() ? ends : exit;
  }

  /** Worth knowing, and no reason to fail. */
  void warn(Finding finding) {
    add(ExitCode.DONE, finding);
  }

  /** What devices refuse. */
  void refuse(Finding finding) {
    add(ExitCode.UNTRUSTED, finding);
  }

  /** A check of the client workflow that a file failed. */
  void refuse(BlobName file, TufVerificationException e) {
    add(
        e.exit(),
        Finding.error(e.code(), file.value(), String.valueOf(e.getMessage()))
            .because("devices refuse the product, or this part of it"));
  }

  void missing(BlobName file, String namedBy) {
    refuse(
        Finding.error("UC5140", file.value(), "it is named by " + namedBy + " and is not there")
            .because("a device that is offered it cannot go on")
            .fixedBy("bring the file back from a backup, or publish it again"));
  }

  void unreachable(BlobName file, UpdateCenterException e) {
    unreachable(file.value(), e);
  }

  void unreachable(String subject, UpdateCenterException e) {
    add(
        e.exit(),
        Finding.error("UC5155", subject, "it cannot be read: " + e.getMessage())
            .because(e.why())
            .fixedBy("mend the disk or the network, then run the same command again"));
  }

  void unreachable(BlobName file, Exception e) {
    add(
        ExitCode.UNAVAILABLE,
        Finding.error("UC5155", file.value(), "it cannot be read")
            .because(String.valueOf(e))
            .fixedBy("mend the network, then run the same command again"));
  }

  synchronized List<Finding> list() {
    return findings.stream().sorted(Finding.ORDER).toList();
  }

  synchronized ExitCode exit() {
    return exit;
  }
}
