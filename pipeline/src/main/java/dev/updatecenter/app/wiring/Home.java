package dev.updatecenter.app.wiring;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The state folder and the layout inside it. It is readable by its owner alone.
 *
 * @param folder the folder, absolute
 */
public record Home(Path folder) {
  /** Makes the path absolute. */
  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Creates the folder where it is missing, with a {@code .gitignore} of its own.
   *
   * @throws UpdateCenterException exit 14 when the disk refuses
   */
  public Home create() {
    try {
      if (!Files.isDirectory(folder)) {
        Path parent = folder.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectory(folder, mode("rwx------"));
      } else if (mode("rwx------").length > 0) {
        // A folder that somebody made before, for all to read, holds keys from now on.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      Path ignore = folder.resolve(".gitignore");
      if (!Files.exists(ignore)) {
        Files.createFile(ignore, mode("rw-------"));
        Files.write(ignore, "*\n".getBytes(StandardCharsets.UTF_8));
      }
      return this;
    } catch (IOException e) {
      throw UpdateCenterException.error("UC1041", ExitCode.DISK, "the home cannot be created")
          .where(folder)
          .why(String.valueOf(e))
          .fix("choose another folder with --home or UPDATECENTER_HOME")
          .state("nothing was changed")
          .cause(e)
          .build();
    }
  }

  /** Given at creation, so that nobody else comes in before; none where there are no modes. */
  private FileAttribute<?>[] mode(String mode) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  /** Whether anything was ever kept here. */
  public boolean exists() {
    return Files.isDirectory(folder);
  }

  /** The published tree, where no other store is configured. */
  public Path store() {
    return folder.resolve("store");
  }

  /** Reports, audit and archive. */
  public Path privatePart() {
    return folder.resolve("private");
  }

  /** The database's files. */
  public Path database() {
    return folder.resolve("db").resolve("updatecenter");
  }

  /** Whether a database was ever opened here. */
  public boolean hasDatabase() {
    return Files.exists(folder.resolve("db").resolve("updatecenter.mv.db"));
  }

  /** Copies of inputs, by product. */
  public Path work(ProductName product) {
    return folder.resolve("work").resolve(product.value());
  }

  /** Signed files, by what they were made of. */
  public Path signed() {
    return folder.resolve("signed");
  }

  /** One lock file a product. */
  public Path locks() {
    return folder.resolve("locks");
  }

  /** Keys that the program made itself. */
  public Path keys() {
    return folder.resolve("keys");
  }

  /** What others need to verify what is published. */
  public Path trust() {
    return folder.resolve("trust");
  }

  /** State of the simulated devices of the demo. */
  public Path devices() {
    return folder.resolve("devices");
  }
}
