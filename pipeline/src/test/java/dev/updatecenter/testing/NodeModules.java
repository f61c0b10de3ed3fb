package dev.updatecenter.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Modules of the npm world, found through NODE_PATH. */
final class NodeModules {
  private NodeModules() {}

  /** The folder of a module. Skips the test, visibly, where it is missing. */
  static Path require(String module) {
    String modules = System.getenv().getOrDefault("NODE_PATH", "");
    for (String folder : modules.split(Pattern.quote(File.pathSeparator), -1)) {
      if (!folder.isEmpty() && Files.isDirectory(Path.of(folder, module))) {
        return Path.of(folder, module);
      }
    }
    Programs.missing(module + " (NODE_PATH)");
    throw new AssertionError("not reached");
  }
}
