package dev.updatecenter.app.wiring;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * The folder of the locks that keep two processes of a machine from using a token at once. It lies
 * outside every home. By default it is the user's own; a folder that an administrator made for
 * several users is named in {@code signing.lockFolder}. Never one that any user may write to: who
 * can put links or files of his own there could hold everybody up (ADR 0019).
 */
final class TokenLocks {
  private static final Set<PosixFilePermission> SHARED =
      PosixFilePermissions.fromString("rw-rw----");

  private final SigningSettings settings;

  TokenLocks(SigningSettings settings) {
    this.settings = settings;
  }

  /**
   * The lock of a token.
   *
   * @param token a text that no other token of the machine has
   * @throws UpdateCenterException UC1104 when the folder is not there or not safe
   */
  Path file(String token) {
    Path folder =
        settings
            .lockFolder()
            .orElseGet(() -> settings.userState().resolve("updatecenter").resolve("locks"));
    String digest = ContentDigest.of(token.getBytes(StandardCharsets.UTF_8)).prefix();
    Path file = folder.resolve("token-" + digest + ".lock");
    try {
      if (settings.lockFolder().isEmpty()) {
        Files.createDirectories(folder);
      }
      requireSafe(folder);
      if (settings.lockFolder().isPresent()) {
        share(file);
      }
      return file;
    } catch (IOException e) {
      throw unsafe(folder, String.valueOf(e));
    }
  }

  private static void requireSafe(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    PosixFileAttributes attributes =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isDirectory()) {
      throw unsafe(folder, "it is no folder, or a link");
    }
    if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      throw unsafe(folder, "any user of the machine may write to it");
    }
    UserPrincipal owner = attributes.owner();
    if (!owner.getName().equals("root") && !owner.equals(self(folder))) {
      throw unsafe(folder, "it belongs to " + owner.getName());
    }
  }

  /** Who we are, as the file system has it: in containers a user may have no name. */
  private static UserPrincipal self(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, ".owner", "");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  /** Whoever comes first makes the file for the others of the group. */
  private static void share(Path file) throws IOException {
    try {
      Files.createFile(file);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(file, SHARED);
      }
    } catch (FileAlreadyExistsException e) {
      // Made before: by us, or by another of the group.
      return;
    }
  }

  private static UpdateCenterException unsafe(Path folder, String why) {
    return UpdateCenterException.error(
            "UC1104", ExitCode.USAGE, "the locks of tokens cannot be kept in their folder")
        .where(folder)
        .why(why)
        .fix("name a folder in signing.lockFolder that you or root own and others cannot write to")
        .state("no PIN was tried, nothing was signed")
        .build();
  }
}
