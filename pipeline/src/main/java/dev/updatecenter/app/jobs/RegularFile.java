package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What a person names must be a file with an end: a pipe or a device may never give one. */
public final class RegularFile {
  private RegularFile() {}

  /**
   * The file itself, when it is regular and no link.
   *
   * @throws UpdateCenterException exit 2 for a folder, link, pipe or device
   * @throws NoSuchFileException when there is none
   */
  public static Path require(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      // Releases of Java disagree about what a path below a file is.
      throw new NoSuchFileException(file.toString());
    }
    BasicFileAttributes found =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isRegularFile()) {
      throw refusal(file.toString(), kind(found) + " is not a regular file");
    }
    return file;
  }

  /** The error for what is something else. */
  public static UpdateCenterException refusal(String where, String message) {
    return UpdateCenterException.error("UC1033", ExitCode.USAGE, message)
        .where(where)
        .why("folders, links, pipes and devices are not what the command takes")
        .fix("name the file itself")
        .state("nothing was changed")
        .build();
  }

  private static String kind(BasicFileAttributes found) {
    if (found.isDirectory()) {
      return "a folder";
    }
    return found.isSymbolicLink() ? "a link" : "a pipe or device";
  }
}
