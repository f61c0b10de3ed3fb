package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The folder of signed files, one by each (unsigned digest, certificate). */
final class SignedArtifacts {
  private final Path folder;
  private final Scratch scratch;

  SignedArtifacts(Path folder, ProductName product) {
    this.folder = folder;
    this.scratch = new Scratch(folder.resolve("signing-" + product));
  }

  /** Where the signed form of a file is kept, whatever names the file goes by. */
  Path place(ContentDigest unsigned, ContentDigest certificate) {
    return folder.resolve(unsigned.hex()).resolve(certificate.prefix() + ".signed");
  }

  /**
   * The same, where a file can be put.
   *
   * @throws UpdateCenterException UC4205, exit 7, when a folder or a link lies there
   */
  Path requireUsable(ContentDigest unsigned, ContentDigest certificate) {
    Path place = place(unsigned, certificate);
    Path parent = Objects.requireNonNull(place.getParent());
    if (lies(parent) && !Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
      throw planted(parent);
    }
    if (lies(place) && !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
      throw planted(place);
    }
    return place;
  }

  private static boolean lies(Path place) {
    return Files.exists(place, LinkOption.NOFOLLOW_LINKS);
  }

  private static UpdateCenterException planted(Path place) {
    return UpdateCenterException.error(
            "UC4205", ExitCode.FAILED, "a signed file cannot be kept: its place is taken")
        .where(place)
        .why("what lies there is a link, or no file or folder of the kind that belongs there")
        .fix("find out who writes into the folder of signed files; then remove it")
        .state("the key was not used, nothing was published")
        .build();
  }

  /** Private copies on the same disk. */
  Scratch scratch() {
    return scratch;
  }

  /**
   * A private copy of a file that was judged.
   *
   * @throws UpdateCenterException exit 7 when {@code source} no longer has the digest it was judged
   *     with
   */
  Path judgedCopy(Path source, ContentDigest expected, String fileName) throws IOException {
    Scratch.Copy copy = scratch.copyNoLink(source, fileName);
    if (!copy.sha256().equals(expected)) {
      scratch.discard(copy.file());
      throw UpdateCenterException.error(
              "UC4201", ExitCode.FAILED, "'" + fileName + "' is not the file that was validated")
          .where(source)
          .why("it had SHA-256 " + expected + " then and has " + copy.sha256() + " now")
          .fix("find out who writes into the work folder; then submit again")
          .state("nothing was signed from it, nothing was published")
          .build();
    }
    return copy.file();
  }

  /** Moves a signed scratch copy to its place, on disk before it is seen. */
  void keep(Path copy, Path place) throws IOException {
    Scratch.force(copy);
    Files.createDirectories(place.getParent());
    Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
