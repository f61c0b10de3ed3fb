package dev.updatecenter.stage.submission;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder of driver files, as the cabinet that it becomes: every file below it, in the order of
 * their names, no link followed.
 */
final class DriverFolder {
  private static final int MAX_FILES = 10_000;
  private static final int MAX_DEPTH = 16;
  private static final long MAX_BYTES = (2L << 30) - (1 << 20); // a cabinet ends at 2 GiB

  private final Path folder;
  private final String shownAs;
  private final SourcePosition named;
  private final SortedMap<String, CabinetInput> files = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long bytes;
  private boolean full;

  private DriverFolder(Path folder, String shownAs, SourcePosition named) {
    this.folder = folder;
    this.shownAs = shownAs;
    this.named = named;
  }

  /**
   * Looks through a folder.
   *
   * @param shownAs its name in findings, with {@code /} at its end
   * @param named where the release names it
   */
  static DriverFolder read(Path folder, String shownAs, SourcePosition named) throws IOException {
    DriverFolder read = new DriverFolder(folder, shownAs, named);
    read.folder(folder, "", 1);
    read.names();
    return read;
  }

  /** What goes into the cabinet, in order; not to be packed where there are findings. */
  List<CabinetInput> inputs() {
    return List.copyOf(files.values());
  }

  /** UC3013 to UC3016, UC3222, UC3223: why it cannot be packed. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void folder(Path at, String prefix, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      refuse(prefix, "folders lie more than " + MAX_DEPTH + " deep");
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(at)) {
      for (Path entry : entries) {
        if (full) {
          return;
        }
        entry(entry, prefix + entry.getFileName(), depth);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void entry(Path entry, String name, int depth) throws IOException {
    BasicFileAttributes kind =
        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (kind.isDirectory()) {
      folder(entry, name + "/", depth + 1);
    } else if (kind.isRegularFile()) {
      bytes += kind.size();
      files.put(
          name,
          new CabinetInput(
              name,
              kind.size(),
              () -> Files.newInputStream(entry, LinkOption.NOFOLLOW_LINKS),
              CabinetInput.FIXED_DATE));
      bounds();
    } else {
      refuse(name, kind.isSymbolicLink() ? "it is a link" : "it is no regular file");
    }
  }

  private void bounds() {
    if (files.size() > MAX_FILES || bytes > MAX_BYTES) {
      full = true;
      refuse("", "it has more than " + MAX_FILES + " files or 2 GiB");
    }
  }

  private void refuse(String name, String message) {
    findings.add(
        Finding.error("UC3223", shownAs, message)
            .at(shownAs + name, 0, 0)
            .because("a driver folder is packed whole, and links are not followed")
            .fixedBy("name a folder that holds the driver's files and nothing else"));
  }

  private void names() {
    EntryNames names = new EntryNames();
    files.keySet().forEach(names::add);
    names.faults().forEach(f -> findings.add(f.at(named)));
    if (files.keySet().stream().noneMatch(n -> EntryNames.key(n).endsWith(".inf"))) {
      findings.add(
          Finding.error(
                  "UC3222", shownAs, "there is no INF in the folder '" + folder.getFileName() + "'")
              .at(named)
              .because("an INF says what the files are and which device they are for")
              .fixedBy("name the folder that the driver was built into, or a driver cabinet"));
    }
  }
}
