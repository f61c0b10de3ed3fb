package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.Ceremony;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

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

  /**
   * Writes what was asked for, in the place of a ceremony of before, but of nothing else: a key
   * that lies there would be gone.
   */
  static void export(Path file, Ceremony ceremony) throws IOException {
    if (Files.exists(file)) {
      try {
        read(file);
      } catch (IOException | UpdateCenterException e) {
        throw UpdateCenterException.error(
                "UC1150", ExitCode.USAGE, "--out names something that is no ceremony file")
            .where(file)
            .why("it would be gone")
            .fix("name a file that is not there, or one that 'export' wrote")
            .state("nothing was written; what is to be signed is kept in the home")
            .cause(e)
            .build();
      }
    }
    write(file, ceremony);
  }

  /** Whole or not at all: a stick may be pulled. What lies in the way is never followed. */
  static void write(Path file, Ceremony ceremony) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
    Files.createDirectories(folder);
    Path part = folder.resolve(".ducctl-" + UUID.randomUUID() + ".part");
    try {
      Files.write(part, ceremony.toJson(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  static String next(Ceremony ceremony, Path file) {
    return ceremony.proposal().missing() > 0
        ? "each key holder: ducctl keys ceremony sign " + file + " --key KEY"
        : "ducctl keys ceremony import " + file;
  }
}
