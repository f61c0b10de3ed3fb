package dev.updatecenter.capability.packaging;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files of a folder in the order of their names, and what can be built from them.
 *
 * @param files without the package that is being built, should it lie there
 */
record SourceFolder(List<SourceFile> files) {
  private static final int MOST_FILES = 65_535; // MS-CAB 2.1 cFiles

  /** What a folder is the source of. */
  enum Content {
    /** Has update.mum at its top. */
    CBS,
    /** Has an INF. */
    DRIVER,
    /** Has cabinets at its top, and nothing else. */
    PACKAGES
  }

  SourceFolder {
    files = List.copyOf(files);
  }

  /**
   * Lists a folder; no link is followed.
   *
   * @throws UpdateCenterException UC1081 for what is neither file nor folder, or too many of them
   */
  static SourceFolder list(Path folder, Path out) throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    Path root = folder.toRealPath();
    Path package_ = out.toAbsolutePath().normalize();
    List<SourceFile> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!attributes.isRegularFile() || found.size() == MOST_FILES) {
              throw unfit(file, attributes.isRegularFile());
            }
            if (!file.equals(package_)) {
              String name = root.relativize(file).toString().replace('/', '\\');
              found.add(new SourceFile(name, file, attributes.size()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Comparator.comparing(SourceFile::name));
    return new SourceFolder(found);
  }

  /** What to build; empty if nothing can be built from it. */
  Optional<Content> content() {
    if (find(UpdateMum.FILE_NAME).isPresent()) {
      return Optional.of(Content.CBS);
    }
    if (files.stream().anyMatch(f -> isInf(f))) {
      return Optional.of(Content.DRIVER);
    }
    boolean cabinets =
        !files.isEmpty()
            && files.stream()
                .allMatch(f -> f.isAtTop() && EntryNames.key(f.name()).endsWith(".cab"));
    return cabinets ? Optional.of(Content.PACKAGES) : Optional.empty();
  }

  /** The file of a name, as Windows takes names. */
  Optional<SourceFile> find(String name) {
    String key = EntryNames.key(name);
    return files.stream().filter(f -> EntryNames.key(f.name()).equals(key)).findFirst();
  }

  static boolean isInf(SourceFile file) {
    return EntryNames.key(file.name()).endsWith(".inf");
  }

  private static UpdateCenterException unfit(Path file, boolean regular) {
    return UpdateCenterException.error(
            "UC1081",
            ExitCode.USAGE,
            regular
                ? "the folder holds more than " + MOST_FILES + " files"
                : file.getFileName() + " is neither a file nor a folder")
        .where(file)
        .why(
            regular
                ? "a cabinet cannot hold more"
                : "a package holds files; a link could lead anywhere")
        .fix("give a folder with the files of the package and nothing else")
        .state("nothing was written")
        .build();
  }
}
