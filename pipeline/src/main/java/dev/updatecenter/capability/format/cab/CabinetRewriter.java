package dev.updatecenter.capability.format.cab;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a cabinet again with other content for some of its files. Everything else stays: the order
 * of the files, their names as bytes, dates, attributes, folders and content. Data blocks before
 * the first change of a folder are copied as they are stored; those from it on are packed again.
 * What was LZX there becomes MSZIP, the rest keeps its compression. Room for a signature is left, a
 * signature that was there is gone. In bounded memory; same input, same bytes.
 */
public final class CabinetRewriter {
  private final Cabinet cabinet;
  private final List<Replacement> replacements;

  private CabinetRewriter(Cabinet cabinet, List<Replacement> replacements) {
    this.cabinet = cabinet;
    this.replacements = replacements;
  }

  /**
   * Writes the cabinet to {@code out}; on failure nothing is left there.
   *
   * @param cabinet one that is not of a set
   * @param contents new content by the name of the file; not empty, nor is the old one
   * @throws NoSuchFileException if a name is not in the cabinet
   * @throws MalformedPackageException if the cabinet is at fault, or would become larger than
   *     MS-CAB allows
   */
  public static void write(Cabinet cabinet, Map<String, byte[]> contents, Path out)
      throws IOException {
    List<Replacement> replacements = new ArrayList<>();
    for (Map.Entry<String, byte[]> each : contents.entrySet()) {
      CabinetFile file =
          cabinet.file(each.getKey()).orElseThrow(() -> new NoSuchFileException(each.getKey()));
      if (file.size() == 0 || each.getValue().length == 0) {
        throw CabinetFault.CANNOT_BE_WRITTEN.exception(file.name() + " has no content");
      }
      replacements.add(new Replacement(file, each.getValue()));
    }
    replacements.sort(Comparator.comparingLong(r -> r.file().offset()));
    try {
      new CabinetRewriter(cabinet, replacements).write(out);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(out);
      throw e;
    }
  }

  private void write(Path out) throws IOException {
    byte[] entries = entries();
    int cFolders = cabinet.contents().folders().size();
    int begin = CabinetHead.size(cFolders, true) + entries.length;
    try (FileChannel channel =
            FileChannel.open(out, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream data =
            new BufferedOutputStream(Channels.newOutputStream(channel.position(begin)), 1 << 16)) {
      List<CFFolder> folders = new ArrayList<>();
      long position = begin;
      Tally read = new Tally(cabinet.limits());
      for (int i = 0; i < cFolders; i++) {
        FolderRewriter folder = new FolderRewriter(cabinet, i, of(i), position, read);
        folders.add(folder.write(data));
        position = folder.position();
      }
      data.flush();
      ByteBuffer head = ByteBuffer.allocate(begin).order(ByteOrder.LITTLE_ENDIAN);
      new CabinetHead(folders, cabinet.files().size(), cabinet.header().setID(), true)
          .put(head, position);
      head.put(entries).flip();
      for (long at = 0; head.hasRemaining(); ) {
        at += channel.write(head, at);
      }
    }
  }

  private List<Replacement> of(int folder) {
    return replacements.stream().filter(r -> r.file().folder() == folder).toList();
  }

  /** MS-CAB 2.5 CFFILE: as stored, but for sizes and offsets. */
  private byte[] entries() throws IOException {
    ByteBuffer all = cabinet.alone().entries();
    for (CabinetFile file : cabinet.files()) {
      int at = all.position();
      Replacement own = find(file.name());
      all.putInt(at, (int) (own == null ? file.size() : own.content().length));
      all.putInt(at + 4, (int) (file.offset() + growthBefore(file)));
      skipEntry(all);
    }
    return all.array();
  }

  private @Nullable Replacement find(String name) {
    String key = EntryNames.key(name);
    return replacements.stream()
        .filter(r -> EntryNames.key(r.file().name()).equals(key))
        .findFirst()
        .orElse(null);
  }

  private long growthBefore(CabinetFile file) {
    return of(file.folder()).stream()
        .filter(r -> r.end() <= file.offset())
        .mapToLong(Replacement::growth)
        .sum();
  }

  private static void skipEntry(ByteBuffer all) {
    all.position(all.position() + CabinetDirectory.ENTRY);
    while (all.get() != 0) {
      continue;
    }
  }
}
