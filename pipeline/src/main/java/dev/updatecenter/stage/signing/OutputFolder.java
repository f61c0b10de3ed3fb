package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The folder that signed files are put into: each whole or not at all, never over another file. */
public final class OutputFolder {
  private final Path folder;
  private final Scratch scratch;

  /**
   * A folder, made when the first file is copied.
   *
   * @param scratchName of the folder inside it that unfinished files lie in; one home's alone
   */
  public OutputFolder(Path folder, String scratchName) {
    this.folder = folder;
    this.scratch = new Scratch(folder.resolve(scratchName));
  }

  Scratch scratch() {
    return scratch;
  }

  /** Removes what a run that was killed left unfinished. */
  public void sweep() throws IOException {
    scratch.sweep();
  }

  /** Whether the name is taken. */
  boolean holds(String name) {
    return Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** The file of that name; a link or a folder is refused. */
  Path require(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw taken(file);
    }
    return file;
  }

  /** Refuses a name that is taken, before the key is used in vain. */
  void requireFree(String name) {
    if (holds(name)) {
      throw taken(folder.resolve(name));
    }
  }

  /** Moves a file in; where the very same lies already it stays. */
  void put(Path file, ContentDigest sha256, String name) throws IOException {
    Path target = folder.resolve(name);
    if (holds(name) && ContentDigest.of(require(name)).equals(sha256)) {
      return;
    }
    requireFree(name);
    Scratch.force(file);
    try {
      move(file, target);
    } catch (FileAlreadyExistsException e) {
      throw taken(target);
    }
  }

  /** A second name takes a file in at once and, unlike a move, never over another. */
  private static void move(Path file, Path target) throws IOException {
    try {
      Files.createLink(target, file);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // A disk that knows no second names.
      Files.move(file, target);
    }
  }

  private static UpdateCenterException taken(Path file) {
    return UpdateCenterException.error(
            "UC1120", ExitCode.CONFLICT, file.getFileName() + " is there already, and differs")
        .where(file)
        .why("a signed file that somebody relies on would be lost")
        .fix("name another folder with --out, or remove the file")
        .state("the file is as it was; the key was not used for it")
        .build();
  }
}
