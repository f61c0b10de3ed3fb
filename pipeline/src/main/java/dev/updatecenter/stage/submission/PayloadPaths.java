package dev.updatecenter.stage.submission;

import dev.updatecenter.capability.devicemodel.Workspace;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Where the paths of a release lead: anywhere in its workspace, nowhere else (UC3224). Whoever
 * writes release.yaml would otherwise have any file of the machine published that submits it.
 *
 * @param base the release document's folder, links resolved
 * @param root what no path leaves: the workspace around it, else the folder itself
 */
record PayloadPaths(Path base, Path root) {
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

  /** Of the releases in a folder. */
  static PayloadPaths of(Path folder) throws IOException {
    Path base = folder.toRealPath();
    return new PayloadPaths(base, Workspace.find(base).map(Workspace::root).orElse(base));
  }

  /** Where an input lies, or would; empty, and a finding, when it may not be looked at. */
  Optional<Path> resolve(Payload.Input input, Consumer<Finding> report) {
    Path written;
    try {
      written = Path.of(input.path());
    } catch (InvalidPathException e) {
      report.accept(refused(input, "is no path").fixedBy("mend the path"));
      return Optional.empty();
    }
    if (written.isAbsolute()
        || DRIVE.matcher(input.path()).matches()
        || input.path().startsWith("\\")) {
      report.accept(
          refused(input, "is absolute")
              .fixedBy("write it relative to the release document: it is read elsewhere too"));
      return Optional.empty();
    }
    // No link is on the way, so that a name before '..' may be left out unseen.
    Path file = base.resolve(written).normalize();
    if (!file.startsWith(root)) {
      report.accept(
          refused(input, "leads out of " + rootName())
              .fixedBy("bring the file into the workspace, or the release document above it"));
      return Optional.empty();
    }
    Optional<Path> link = linkOnTheWay(file);
    link.ifPresent(
        l ->
            report.accept(
                refused(input, "leads through the link '" + root.relativize(l) + "'")
                    .fixedBy("name the place that it leads to")));
    return link.isPresent() ? Optional.empty() : Optional.of(file);
  }

  private String rootName() {
    return root.equals(base) ? "the release document's folder" : "the workspace";
  }

  private Optional<Path> linkOnTheWay(Path file) {
    Path at = root;
    for (Path name : root.relativize(file)) {
      at = at.resolve(name);
      if (!at.equals(file) && Files.isSymbolicLink(at)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static Finding refused(Payload.Input input, String what) {
    return Finding.error("UC3224", input.path(), "'" + input.path() + "' " + what)
        .at(input.position())
        .because("a release carries what lies in its workspace, and nothing else of this machine");
  }
}
