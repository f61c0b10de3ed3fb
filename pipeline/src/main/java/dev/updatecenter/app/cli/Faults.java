package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

/** Turns what no stage put into words into an error that a person can act on. */
final class Faults {
  private Faults() {}

  static UpdateCenterException of(Exception e) {
    if (e instanceof NoSuchFileException missing) {
      return UpdateCenterException.error("UC1008", ExitCode.NOT_FOUND, "there is no such file")
          .where(String.valueOf(missing.getFile()))
          .fix("check the path")
          .state("nothing was changed")
          .cause(e)
          .build();
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      return UpdateCenterException.error("UC1009", ExitCode.DISK, "a file cannot be used")
          .why(String.valueOf(e.getMessage()))
          .fix("check the path, its permissions and the disk's space")
          .state("what devices see did not change")
          .cause(e)
          .build();
    }
    return UpdateCenterException.error("UC1000", ExitCode.BUG, "the program failed: " + e)
        .why("this is a bug")
        .fix("run the command again; if it stays, report it with the lines below")
        .state("what devices see changes only with the last step of a publication")
        .cause(e)
        .build();
  }
}
