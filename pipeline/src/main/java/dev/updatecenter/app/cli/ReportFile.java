package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that a command was asked to write beside its result: there whole, or as it was.
 *
 * @param option the option that names it
 * @param file where it goes; its folder is made
 */
record ReportFile(String option, Path file) {
  /**
   * Refuses to write over what the command reads or writes elsewhere.
   *
   * @throws UpdateCenterException exit 2 when the other file is this one
   */
  void requireOtherThan(Path other) {
    boolean same;
    try {
      same = Files.exists(file) && Files.exists(other) && Files.isSameFile(file, other);
    } catch (IOException e) {
      same = false;
    }
    if (same || file.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())) {
      throw UpdateCenterException.error(
              "UC1030", ExitCode.USAGE, option + " would write over another file of this command")
          .where(file)
          .why("the release, the SARIF log and the JUnit report are three files")
          .fix("name another file")
          .state("nothing was changed")
          .build();
    }
  }

  /** Writes it; what went wrong, if anything did: exit 14. */
  Optional<UpdateCenterException> write(byte[] content) {
    try {
      replace(content);
      return Optional.empty();
    } catch (IOException | SecurityException e) {
      return Optional.of(
          UpdateCenterException.error("UC1061", ExitCode.DISK, "a report could not be written")
              .where(file)
              .why(String.valueOf(e))
              .fix("check the path of " + option + ", its permissions and the disk's space")
              .state("the release was checked; no release and no device changed")
              .cause(e)
              .build());
    }
  }

  private void replace(byte[] content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe or a device: renaming over it would remove it.
      Files.write(file, content, StandardOpenOption.WRITE);
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = Optional.ofNullable(target.getParent()).orElse(target);
    Files.createDirectories(folder);
    Path aside = folder.resolve(".ducctl-" + UUID.randomUUID() + ".part");
    try {
      Files.write(aside, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
