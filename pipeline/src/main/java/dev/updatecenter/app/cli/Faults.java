package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.CutOff;
import dev.updatecenter.app.wiring.DiskFault;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Turns what no stage put into words into an error that a person can act on. */
final class Faults {
  private Faults() {}

  static UpdateCenterException of(Throwable e) {
    if (e instanceof UncheckedIOException wrapped) {
      return of(Objects.requireNonNullElse(wrapped.getCause(), new IOException(e)));
    }
    if (e instanceof NoSuchFileException missing) {
      return UpdateCenterException.error("UC1008", ExitCode.NOT_FOUND, "there is no such file")
          .where(String.valueOf(missing.getFile()))
          .fix("check the path")
          .state("nothing was changed")
          .cause(e)
          .build();
    }
    if (e instanceof InvalidPathException path) {
      return UpdateCenterException.error("UC1030", ExitCode.USAGE, "this is not a path")
          .where("'" + path.getInput() + "'")
          .why(path.getReason())
          .fix("check the path")
          .state("nothing was changed")
          .cause(e)
          .build();
    }
    if (e instanceof IOException io) {
      return disk(io);
    }
    if (CutOff.is(e)) {
      return cutOff(e);
    }
    return DiskFault.is(e) ? disk(new IOException(e.getMessage(), e)) : bug(e);
  }

  private static UpdateCenterException cutOff(Throwable e) {
    return UpdateCenterException.error(
            "UC1048", ExitCode.CONFLICT, "the run that served this home's database has ended")
        .why("runs of one home share its database through the first of them")
        .fix("run the same command again: it goes on where it stopped")
        .state("devices see what they saw before or the new metadata, each whole")
        .cause(e)
        .build();
  }

  private static UpdateCenterException disk(IOException e) {
    UpdateCenterException.Builder error =
        UpdateCenterException.error("UC1009", ExitCode.DISK, "a file cannot be used")
            .why(why(e))
            .fix("check the path, its permissions and the disk's space")
            .state("devices see what they saw before or the new metadata, each whole")
            .cause(e);
    if (e instanceof FileSystemException about && about.getFile() != null) {
      error.where(about.getFile());
    }
    return error.build();
  }

  private static String why(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "whoever runs this may not open it";
    }
    if (e instanceof NotDirectoryException) {
      return "it is not a folder, but one is needed here";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "something stands there already";
    }
    if (e instanceof FileSystemLoopException) {
      return "its links lead in a circle";
    }
    if (e instanceof FileSystemException about && about.getReason() != null) {
      return about.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static UpdateCenterException bug(Throwable e) {
    return UpdateCenterException.error("UC1000", ExitCode.BUG, "the program failed: " + e)
        .why(
            e instanceof OutOfMemoryError
                ? "it needs more memory than the JVM gives it"
                : "this is a bug")
        .fix("run the command again; if it stays, report it with the lines on stderr")
        .state("what devices see changes only with the last step of a publication")
        .cause(e)
        .build();
  }
}
