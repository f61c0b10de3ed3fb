package dev.updatecenter.capability.format.cab;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the cabinets of a set. Headers are not trusted: a neighbour is a regular file of the same
 * folder, found by a plain name ignoring case, with the same setID and the next iCabinet; so no set
 * has a loop.
 */
final class CabinetSet {
  // MS-CAB 2.3: iCabinet counts to 65535; each open cabinet is a file handle.
  private static final int MAX_CABINETS = 256;

  private final Path folder;
  private final Deque<Volume> volumes = new ArrayDeque<>();

  private CabinetSet(Path file) {
    this.folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
  }

  /** Opens the set that a cabinet belongs to, in order; only itself if it stands alone. */
  static List<Volume> open(Path file) throws IOException {
    CabinetSet set = new CabinetSet(file);
    set.volumes.add(Volume.open("", CabinetSource.of(file)));
    try {
      set.collect();
      return new ArrayList<>(set.volumes);
    } catch (IOException | RuntimeException e) {
      for (Volume volume : set.volumes) {
        volume.close();
      }
      throw e;
    }
  }

  private void collect() throws IOException {
    Optional<String> name = volumes.getFirst().header().links().previous();
    while (name.isPresent()) {
      volumes.addFirst(neighbour(name.get(), volumes.getFirst(), -1, SetLinks::next));
      name = volumes.getFirst().header().links().previous();
    }
    name = volumes.getLast().header().links().next();
    while (name.isPresent()) {
      volumes.addLast(neighbour(name.get(), volumes.getLast(), 1, SetLinks::previous));
      name = volumes.getLast().header().links().next();
    }
  }

  private Volume neighbour(
      String name, Volume from, int step, Function<SetLinks, Optional<String>> back)
      throws IOException {
    if (volumes.size() == MAX_CABINETS) {
      throw misfit("the set has more than " + MAX_CABINETS + " cabinets");
    }
    Volume found = open(name);
    try {
      CFHeader header = found.header();
      if (header.setID() != from.header().setID()) {
        throw misfit("'" + found.name() + "' is of another set");
      }
      if (header.iCabinet() != from.header().iCabinet() + step
          || back.apply(header.links()).isEmpty()) {
        throw misfit("'" + found.name() + "' has another place in the set");
      }
      return found;
    } catch (IOException e) {
      found.close();
      throw e;
    }
  }

  private Volume open(String name) throws IOException {
    EntryNames names = new EntryNames();
    names.add(name);
    if (name.contains("/") || name.contains("\\") || !names.faults().isEmpty()) {
      throw CabinetFault.SET_NAME.exception(
          "the name of a neighbouring cabinet, " + EntryNames.quoted(name) + ", is no plain name");
    }
    Path file = find(name);
    String found = String.valueOf(file.getFileName());
    try {
      return Volume.open(found, CabinetSource.of(file));
    } catch (MalformedPackageException e) {
      throw new MalformedPackageException(e.findings(found));
    }
  }

  /** The file of that name; where case alone tells several apart, the one spelled the same. */
  private Path find(String name) throws IOException {
    List<Path> alike = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path path : all) {
        String other = String.valueOf(path.getFileName());
        if (EntryNames.key(other).equals(EntryNames.key(name))
            && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          if (other.equals(name)) {
            return path;
          }
          alike.add(path);
        }
      }
    }
    if (alike.size() > 1) {
      throw misfit("several files of the folder are '" + name + "' but for case");
    }
    return alike.stream()
        .findFirst()
        .orElseThrow(
            () ->
                CabinetFault.SET_MEMBER_MISSING.exception(
                    "'" + name + "' of its set is not in the same folder"));
  }

  private static MalformedPackageException misfit(String message) {
    return CabinetFault.SET_DOES_NOT_FIT.exception(message);
  }
}
