package dev.updatecenter.capability.format.wim;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Windows image in a file. Its folders are read when it is opened, its content in one pass when
 * it is asked for. Not to be shared between threads.
 */
public final class WimArchive implements Closeable {
  private static final int MAX_FOLDERS = 32 << 20;

  private final FileChannel file;
  private final WimLimits limits;
  private final WimHeader header;
  private final WimTable table;
  private final ChunkDecoder decoder;
  private final Map<Sha1, List<String>> names = new LinkedHashMap<>();
  private long unpacked;

  private WimArchive(FileChannel file, WimLimits limits) throws IOException {
    this.file = file;
    this.limits = limits;
    byte[] first = new byte[(int) Math.min(WimHeader.LENGTH, file.size())];
    FileBytes.read(file, 0, first, first.length);
    this.header = WimHeader.read(first);
    this.decoder = ChunkDecoder.of(header.compression());
    this.table = table();
    List<WimFile> files = files();
    EntryNames judged = new EntryNames();
    files.forEach(f -> judged.add(f.name()));
    judged.require();
    Set<Sha1> known = new HashSet<>();
    table.content().forEach(each -> known.add(each.sha1()));
    for (WimFile f : files) {
      if (!f.content().isNone() && !known.contains(f.content())) {
        throw WimFault.STRUCTURE.exception(
            "the content of a file is not in the table of resources: " + f.content().hex());
      }
      names.computeIfAbsent(f.content(), c -> new ArrayList<>()).add(f.name());
    }
  }

  /**
   * Opens an image.
   *
   * @throws MalformedPackageException UC3130 to UC3135, and UC3013 to UC3016 for names
   */
  public static WimArchive open(Path path, WimLimits limits) throws IOException {
    FileChannel file = FileChannel.open(path);
    try {
      return new WimArchive(file, limits);
    } catch (EOFException e) {
      file.close();
      throw WimFault.HEADER.exception("the file ends before it should");
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Takes the files of an image. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Where content goes; closed when it is whole.
     *
     * @param names of the files that hold it: one or several, none for what no file holds
     * @param size in bytes, as promised
     */
    OutputStream open(List<String> names, long size) throws IOException;
  }

  /**
   * Reads everything once, in the order in which it lies in the file, and checks each resource's
   * SHA-1, those that no file has too.
   *
   * @throws MalformedPackageException UC3134, UC3135
   */
  public void extract(Sink sink) throws IOException {
    List<String> empty = names.getOrDefault(Sha1.NONE, List.of());
    if (!empty.isEmpty()) {
      sink.open(empty, 0).close();
    }
    Set<Sha1> given = new HashSet<>();
    for (WimTable.Digested each : table.content()) {
      // Some tables have a resource twice: the second is checked, and given to nobody.
      boolean first = !each.sha1().isNone() && given.add(each.sha1());
      List<String> holders = first ? names.getOrDefault(each.sha1(), List.of()) : List.of();
      try (OutputStream out = sink.open(holders, each.resource().size())) {
        copy(each, out);
      }
    }
  }

  /** The names of its files, folder by folder; those of several images begin with their number. */
  public List<String> names() {
    return names.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private WimTable table() throws IOException {
    WimResource at = header.table();
    at.check("the table of resources", file.size());
    header.xmlData().check("the XML data", file.size());
    return WimTable.read(input(at), at.size(), file.size(), limits);
  }

  private List<WimFile> files() throws IOException {
    if (table.folders().size() != header.imageCount()) {
      throw WimFault.STRUCTURE.exception("has not the folders of each image");
    }
    List<WimFile> files = new ArrayList<>();
    for (int image = 0; image < table.folders().size(); image++) {
      String before = table.folders().size() == 1 ? "" : image + 1 + "/";
      for (WimFile f : WimFolders.read(folders(table.folders().get(image)), limits)) {
        files.add(new WimFile(before + f.name(), f.content()));
      }
      if (files.size() > limits.entries()) {
        throw WimFault.TOO_LARGE.exception("has more than " + limits.entries() + " files");
      }
    }
    return files;
  }

  private byte[] folders(WimTable.Digested resource) throws IOException {
    if (resource.resource().size() > MAX_FOLDERS) {
      throw WimFault.TOO_LARGE.exception("has folders of more than 32 MiB");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy(resource, out);
    return out.toByteArray();
  }

  private void copy(WimTable.Digested source, OutputStream out) throws IOException {
    MessageDigest digest = Sha1.digest();
    byte[] buffer = new byte[1 << 16];
    try (ResourceInput in = input(source.resource())) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        unpacked += n;
        limits.check(file.size(), unpacked);
        digest.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    if (!source.sha1().isNone() && !Sha1.of(digest.digest()).equals(source.sha1())) {
      throw WimFault.CONTENT.exception(
          "a resource has not the SHA-1 that the table gives: " + source.sha1().hex());
    }
  }

  private ResourceInput input(WimResource resource) {
    return new ResourceInput(file, resource, header, decoder);
  }
}
