package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.Ceremony;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that goes from key holder to key holder. */
final class CeremonyFile {
  private CeremonyFile() {}

  static Ceremony read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(Ceremony.MAX_BYTES + 1);
    }
    if (bytes.length > Ceremony.MAX_BYTES) {
      throw UpdateCenterException.error(
              "UC5069", ExitCode.UNTRUSTED, "this is no ceremony file, or it was altered")
          .where(file)
          .why("it has more than " + Ceremony.MAX_BYTES + " bytes")
          .fix("take the file that 'ducctl keys ceremony export' wrote")
          .state("nothing was signed or published")
          .build();
    }
    return Ceremony.read(bytes, file.toString());
  }

  /** Whole or not at all: a stick may be pulled. */
  static void write(Path file, Ceremony ceremony) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
    Files.write(part, ceremony.toJson());
    Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static String next(Ceremony ceremony, Path file) {
    return ceremony.proposal().missing() > 0
        ? "each key holder: ducctl keys ceremony sign " + file + " --key KEY"
        : "ducctl keys ceremony import " + file;
  }
}
