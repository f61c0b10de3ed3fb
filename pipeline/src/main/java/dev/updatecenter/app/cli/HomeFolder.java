package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** What may serve as a home: a folder of our own, or nothing yet. */
final class HomeFolder {
  /** What people lay out before the first command, and what a first command cut short leaves. */
  private static final Set<String> BEGINNING =
      Set.of(".gitignore", "updatecenter.yaml", "keys", "trust");

  private static final String IGNORE_ALL = "*";

  private HomeFolder() {}

  /**
   * The home that somebody named.
   *
   * @throws UpdateCenterException exit 2 when the name is blank, exit 14 when it is no folder
   */
  static Home named(String name) {
    if (name.isBlank()) {
      throw UpdateCenterException.error("UC1030", ExitCode.USAGE, "--home names no folder")
          .where("--home")
          .why("its value is blank, and the folder in which the command runs is no home")
          .fix("name a folder, or leave the option out")
          .state("nothing was changed")
          .build();
    }
    Home home = new Home(Path.of(name));
    Path folder = home.folder();
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
      throw UpdateCenterException.error("UC1041", ExitCode.DISK, "the home is not a folder")
          .where(folder)
          .why("something else has its name")
          .fix("choose another folder with --home or UPDATECENTER_HOME")
          .state("nothing was changed")
          .build();
    }
    return home;
  }

  /**
   * A home that may be written to.
   *
   * @throws UpdateCenterException exit 2 when the folder holds things that are not ours
   */
  static Home usable(Home home) {
    if (home.exists() && !home.hasDatabase() && !ours(home.folder())) {
      throw UpdateCenterException.error("UC1034", ExitCode.USAGE, "this folder is not a home")
          .where(home.folder())
          .why("it holds other files, among which keys and a database would be mixed")
          .fix("choose an empty or a new folder with --home or UPDATECENTER_HOME")
          .state("nothing was changed")
          .build();
    }
    return home;
  }

  private static boolean ours(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return ignoresAll(folder.resolve(".gitignore"))
          || entries.allMatch(e -> BEGINNING.contains(String.valueOf(e.getFileName())));
    } catch (IOException e) {
      throw Faults.of(e);
    }
  }

  /** As every home's does. */
  private static boolean ignoresAll(Path ignore) throws IOException {
    return Files.isRegularFile(ignore)
        && Files.size(ignore) <= IGNORE_ALL.length() + 1
        && Files.readString(ignore).strip().equals(IGNORE_ALL);
  }
}
