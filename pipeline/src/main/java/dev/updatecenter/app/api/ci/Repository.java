package dev.updatecenter.app.api.ci;

import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The repository that a release lies in: turns the files of findings into paths that are the same
 * on every machine.
 */
public final class Repository {
  private static final char MEMBER = '!';
  private static final int MOST_MARKS = 8;

  private final Path root;
  private final Path release;
  private final String shownAs;
  private final List<String> prefixes;

  private Repository(Path root, Path release, Path named, String shownAs) {
    this.root = root;
    this.release = release;
    this.shownAs = shownAs;
    List<String> all = new ArrayList<>(List.of(prefix(root)));
    // The same root by the way that the command line took through links.
    Path inside = root.relativize(release);
    if (named.endsWith(inside) && named.getNameCount() > inside.getNameCount()) {
      Path above = named;
      for (int i = 0; i < inside.getNameCount(); i++) {
        above = Objects.requireNonNull(above.getParent());
      }
      all.add(prefix(above));
    }
    this.prefixes = List.copyOf(all);
  }

  private static String prefix(Path folder) {
    return folder + folder.getFileSystem().getSeparator();
  }

  /**
   * The repository around a release: the nearest folder above it with a {@code .git}; without one
   * the working directory, if the release is below it, else the release's own folder.
   *
   * @param release release.yaml
   * @param shownAs its name, as findings have it
   */
  public static Repository around(Path release, String shownAs) {
    Path file = real(release);
    Path named = release.toAbsolutePath().normalize();
    Path folder = Optional.ofNullable(file.getParent()).orElse(file);
    for (Path at = folder; at != null; at = at.getParent()) {
      // A folder in a clone, a file in a worktree or a submodule.
      if (Files.exists(at.resolve(".git"))) {
        return new Repository(at, file, named, shownAs);
      }
    }
    Path here = real(Path.of("")).normalize();
    return new Repository(file.startsWith(here) ? here : folder, file, named, shownAs);
  }

  /** The release document. */
  public String release() {
    return slashed(root.relativize(release));
  }

  /** Where a finding is; what names no file, or one outside, is the release document's. */
  public Place place(Finding finding) {
    String file = finding.file();
    if (file == null) {
      return new Place(release(), Optional.empty(), 0, 0);
    }
    if (file.equals(shownAs)) {
      return new Place(release(), Optional.empty(), finding.line(), finding.column());
    }
    int member = memberMark(file);
    String outer = member < 0 ? file : file.substring(0, member);
    Optional<String> inside =
        member < 0 ? Optional.empty() : Optional.of(file.substring(member + 1));
    return relative(outer)
        .map(
            path ->
                // A line of a member is no line of the package around it.
                inside.isPresent()
                    ? new Place(path, inside, 0, 0)
                    : new Place(path, inside, finding.line(), finding.column()))
        .orElseGet(() -> new Place(release(), Optional.of(nameOf(file)), 0, 0));
  }

  /** The path of a payload's file, as the release writes it; empty where it lies outside. */
  public Optional<String> relative(String written) {
    try {
      Path folder = Optional.ofNullable(release.getParent()).orElse(root);
      Path beside = real(folder.resolve(written));
      Path path = Files.exists(beside) ? beside : real(Path.of(written));
      Path chosen = path.startsWith(root) ? path : beside;
      return chosen.startsWith(root) && !chosen.equals(root)
          ? Optional.of(slashed(root.relativize(chosen)))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A sentence without the paths of this machine: below the root they begin at the root. */
  public String untied(String sentence) {
    String untied = sentence;
    for (String prefix : prefixes) {
      untied = untied.replace(prefix, "");
    }
    return untied;
  }

  /**
   * Where the package ends and its member begins: at the first mark behind the name of a file, for
   * the file's own name may have the mark, too. Names of members may have any number of them.
   */
  private int memberMark(String file) {
    int first = file.indexOf(MEMBER);
    if (first < 0 || isFile(file)) {
      return -1;
    }
    int mark = first;
    for (int i = 0; i < MOST_MARKS && mark >= 0; i++) {
      if (isFile(file.substring(0, mark))) {
        return mark;
      }
      mark = file.indexOf(MEMBER, mark + 1);
    }
    return first;
  }

  private boolean isFile(String written) {
    try {
      Path folder = Optional.ofNullable(release.getParent()).orElse(root);
      return Files.isRegularFile(folder.resolve(written)) || Files.isRegularFile(Path.of(written));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Links in the folder are followed, the file's own is not: its place is where it is named. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    try {
      return folder == null || name == null ? absolute : folder.toRealPath().resolve(name);
    } catch (IOException e) {
      return absolute;
    }
  }

  /** All that may be told of a file outside: its name. */
  private static String nameOf(String file) {
    return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  }

  private static String slashed(Path relative) {
    StringJoiner path = new StringJoiner("/");
    relative.forEach(name -> path.add(name.toString()));
    return path.toString();
  }
}
